/**
 * The feed over HTTPS, as both ends know it: the calls of a gateway with their paths, bodies and
 * limits ({@link dev.keyferry.feed.wire.GatewayCall}), the number of the protocol ({@link
 * dev.keyferry.feed.wire.Protocol}), the forms of an enrolment ({@link
 * dev.keyferry.feed.wire.EnrolmentForm}) and the reasons of a refusal ({@link
 * dev.keyferry.feed.wire.Problem}). It stands as a table in {@code docs/gateway-protocol.md}.
 *
 * <p>Depends on {@code dev.keyferry.feed} and {@code java.*}; nothing here opens a connection.
 */
@NullMarked
package dev.keyferry.feed.wire;

import org.jspecify.annotations.NullMarked;
