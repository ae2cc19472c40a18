/**
 * What the control plane speaks of: accounts, tunnels, the state of their keys and what a caller is
 * told. Values only; the entries are {@link dev.keyferry.server.domain.Account} and {@link
 * dev.keyferry.server.domain.tunnel.Tunnel}. Depends on {@code java.*} and the identifiers of
 * {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.domain;

import org.jspecify.annotations.NullMarked;
