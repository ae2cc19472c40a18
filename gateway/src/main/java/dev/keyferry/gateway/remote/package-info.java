/**
 * The gateway's side of the feed over HTTPS: {@link dev.keyferry.gateway.remote.Enrolment} makes a
 * host a gateway, {@link dev.keyferry.gateway.remote.HttpFeed} is the feed from then on, both by a
 * {@link dev.keyferry.gateway.remote.ServerLink} to a server that a pinned {@link
 * dev.keyferry.gateway.remote.Authority} vouches for. Whatever keeps the two apart is a {@link
 * dev.keyferry.gateway.remote.NotLinked}.
 *
 * <p>Depends on {@code dev.keyferry.feed} and the JDK's HTTP client.
 */
@NullMarked
package dev.keyferry.gateway.remote;

import org.jspecify.annotations.NullMarked;
