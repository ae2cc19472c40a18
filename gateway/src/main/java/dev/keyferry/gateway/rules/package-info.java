/**
 * The rules that keep one tunnel's key from opening another tunnel, as functions without side
 * effects: {@link dev.keyferry.gateway.rules.ConnectionCheck} judges the charon's connections,
 * {@link dev.keyferry.gateway.rules.LocalIdentities} tells which owners are reserved, {@link
 * dev.keyferry.gateway.rules.KeyPlan} decides from both what is to be done about each tunnel.
 * {@link dev.keyferry.gateway.rules.SocketCheck} looks at the socket before it is trusted.
 *
 * <p>Depends on {@code dev.keyferry.feed} and on the messages of {@code dev.keyferry.vici}.
 */
@NullMarked
package dev.keyferry.gateway.rules;

import org.jspecify.annotations.NullMarked;
