/**
 * Which tunnels an operator's connections and keys make, and what stands against each; entry {@link
 * dev.keyferry.app.adopt.judge.Judge}. Depends on {@code adopt} and the rules of {@code gateway}
 * for connections.
 */
@NullMarked
package dev.keyferry.app.adopt.judge;

import org.jspecify.annotations.NullMarked;
