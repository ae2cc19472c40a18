/**
 * Makes a charon follow {@link dev.keyferry.gateway.desired.Desired}. The entry is {@link
 * dev.keyferry.gateway.charon.CharonLoop}, which finds the charon, settles and then hands each
 * session to {@link dev.keyferry.gateway.charon.SessionWork}.
 *
 * <p>Depends on {@code dev.keyferry.vici} and on the gateway's other packages, but not on its loop
 * over the feed.
 */
@NullMarked
package dev.keyferry.gateway.charon;

import org.jspecify.annotations.NullMarked;
