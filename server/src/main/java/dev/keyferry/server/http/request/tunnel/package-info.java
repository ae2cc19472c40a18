/**
 * Reads tunnels from the bodies of requests; the entry is {@link
 * dev.keyferry.server.http.request.tunnel.TunnelBody}. Depends on {@code http.request}, on the
 * domain and on the use cases' own types.
 */
@NullMarked
package dev.keyferry.server.http.request.tunnel;

import org.jspecify.annotations.NullMarked;
