/**
 * What this gateway remembers of the control plane's audit, and whether that is still so. The entry
 * is {@link dev.keyferry.gateway.witness.Witness}. Depends on the feed.
 */
@NullMarked
package dev.keyferry.gateway.witness;

import org.jspecify.annotations.NullMarked;
