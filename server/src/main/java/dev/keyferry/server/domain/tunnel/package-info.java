/**
 * What is known of one tunnel: its place, its parameters and its present key's version. Values
 * only; the entry is {@link dev.keyferry.server.domain.tunnel.Tunnel}. Depends on {@code java.*},
 * {@code dev.keyferry.server.domain} and the identifiers of {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.domain.tunnel;

import org.jspecify.annotations.NullMarked;
