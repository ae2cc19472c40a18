/**
 * Tells a key that is loaded from one that is proven: watches the charon's peers come and go, and
 * sends what that shows. The entry is {@link dev.keyferry.gateway.proof.ProofWatch}, which makes
 * proofs and rejections; {@link dev.keyferry.gateway.proof.EvidenceSender} sends them.
 *
 * <p>Nothing here is on the way of a key: it has connections of its own, and is told of loads
 * without being waited for. What strangers chose is kept as bytes and bounded in number. Depends on
 * {@code dev.keyferry.vici} and on the gateway's desired, progress, watch and feed.
 */
@NullMarked
package dev.keyferry.gateway.proof;

import org.jspecify.annotations.NullMarked;
