/**
 * Keeps a charon's secrets as {@link dev.keyferry.gateway.desired.Desired} says. The entry is
 * {@link dev.keyferry.gateway.charon.CharonLoop}, which finds the charon, settles and then hands
 * each session to {@link dev.keyferry.gateway.charon.SessionWork}.
 *
 * <p>Keys go over one session only, in order; everything that may be slow ({@link
 * dev.keyferry.gateway.charon.ConnectionWatch}, {@link dev.keyferry.gateway.charon.LiveSas}) has
 * connections of its own. Depends on {@code dev.keyferry.vici} and, within the gateway, on {@code
 * rules}, {@code desired} and {@code progress}.
 */
@NullMarked
package dev.keyferry.gateway.charon;

import org.jspecify.annotations.NullMarked;
