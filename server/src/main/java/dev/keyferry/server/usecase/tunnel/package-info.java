/**
 * What callers can ask of tunnels, one class for each act; an entry is {@link
 * dev.keyferry.server.usecase.tunnel.CreateTunnels}. Keys that come with a tunnel take the way of
 * all keys. Depends on the domain, on {@code dev.keyferry.feed}, on the ports, and on {@code
 * usecase.keys} and {@code usecase.standing}.
 */
@NullMarked
package dev.keyferry.server.usecase.tunnel;

import org.jspecify.annotations.NullMarked;
