/**
 * Length-prefixed frames of bytes over a unix domain socket: connecting, reading, writing, and who
 * listens. {@link dev.keyferry.vici.socket.FrameSocket} is the entry. It knows nothing of what the
 * frames mean and depends on the JDK alone.
 */
@NullMarked
package dev.keyferry.vici.socket;

import org.jspecify.annotations.NullMarked;
