/**
 * What gateways saw of the peers of tunnels. The entry is {@link
 * dev.keyferry.server.domain.evidence.KeyEvidence}. Depends on {@code dev.keyferry.feed.evidence}.
 */
@NullMarked
package dev.keyferry.server.domain.evidence;

import org.jspecify.annotations.NullMarked;
