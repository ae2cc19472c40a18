/**
 * How the gateways of an edge seal its keys anew to another edge key, which the control plane
 * cannot do. The entry is {@link dev.keyferry.feed.reseal.Resealing}. Depends on the feed, its
 * records and identifiers.
 */
@NullMarked
package dev.keyferry.feed.reseal;

import org.jspecify.annotations.NullMarked;
