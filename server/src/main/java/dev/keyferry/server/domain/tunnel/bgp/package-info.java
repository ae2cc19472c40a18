/**
 * The BGP session that a caller wants over a tunnel. It is kept for the caller; nothing speaks BGP
 * here. Values only; the entry is {@link dev.keyferry.server.domain.tunnel.bgp.Bgp}. Depends on
 * {@code java.*} and {@code dev.keyferry.server.domain}.
 */
@NullMarked
package dev.keyferry.server.domain.tunnel.bgp;

import org.jspecify.annotations.NullMarked;
