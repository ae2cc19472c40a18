/**
 * Writes tunnels into answers; the entry is {@link
 * dev.keyferry.server.http.answer.tunnel.TunnelJson}. Depends on {@code http.answer}, on the domain
 * and on the use cases' own types.
 */
@NullMarked
package dev.keyferry.server.http.answer.tunnel;

import org.jspecify.annotations.NullMarked;
