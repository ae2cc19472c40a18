/**
 * What an operator does about a secret that is lost, on the directory of a stopped server: {@link
 * dev.keyferry.server.lost.LostToken}, {@link dev.keyferry.server.lost.LostEdgeKey} and {@link
 * dev.keyferry.server.lost.LostKeys}. Depends on {@link dev.keyferry.server.stopped.StoppedServer}
 * and what that has, on {@link dev.keyferry.server.stopped.Recovery} for what signs the epochs, and
 * on the use cases.
 */
@NullMarked
package dev.keyferry.server.lost;

import org.jspecify.annotations.NullMarked;
