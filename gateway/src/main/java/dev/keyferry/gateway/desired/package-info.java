/**
 * What the charon should hold. {@link dev.keyferry.gateway.desired.Desired} is the only owner of
 * versions: nothing here ever goes back to an older one. {@link
 * dev.keyferry.gateway.desired.SealedCache} keeps the records, sealed as they came, on this host's
 * disk, so that the gateway works without its control plane.
 *
 * <p>Depends on {@code dev.keyferry.feed} and {@code dev.keyferry.gateway.progress}.
 */
@NullMarked
package dev.keyferry.gateway.desired;

import org.jspecify.annotations.NullMarked;
