/**
 * What a gateway saw of its tunnels' peers: that one authenticated with a key, or that somebody
 * claimed an identity and failed. The entry is {@link dev.keyferry.feed.evidence.Evidence}.
 *
 * <p>A claimed identity is bytes that a stranger chose: it is carried as bytes and never as text.
 * Depends on {@code dev.keyferry.feed.id}.
 */
@NullMarked
package dev.keyferry.feed.evidence;

import org.jspecify.annotations.NullMarked;
