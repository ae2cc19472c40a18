/**
 * Sealing: keys go in on the control plane and come out on the gateways of their edge only.
 *
 * <p>The control plane holds an {@link dev.keyferry.feed.seal.EdgePublicKey} and a {@link
 * dev.keyferry.feed.seal.RecordKey} for each edge; it makes a {@link
 * dev.keyferry.feed.seal.DataKey} for each group of changes and seals with it. The entry of the
 * other side is {@link dev.keyferry.feed.seal.Opener}, which needs the {@link
 * dev.keyferry.feed.seal.EdgePrivateKey}. The format, byte by byte, stands in {@code
 * docs/sealed-format.md}.
 *
 * <p>Depends on {@code dev.keyferry.feed} with its directory, Tink (HPKE, AES-GCM, keysets) and
 * {@code java.*}.
 */
@NullMarked
package dev.keyferry.feed.seal;

import org.jspecify.annotations.NullMarked;
