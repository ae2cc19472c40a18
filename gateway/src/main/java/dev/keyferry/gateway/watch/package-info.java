/**
 * The charon, and what is looked at and done beside its keys, over connections of its own because
 * it may take long: {@link dev.keyferry.gateway.watch.ConnectionWatch} checks connections, {@link
 * dev.keyferry.gateway.watch.SaEnding} ends live SAs. Both reach the charon by {@link
 * dev.keyferry.gateway.watch.Charon}.
 *
 * <p>Depends on {@code dev.keyferry.vici} and, within the gateway, on {@code rules}.
 */
@NullMarked
package dev.keyferry.gateway.watch;

import org.jspecify.annotations.NullMarked;
