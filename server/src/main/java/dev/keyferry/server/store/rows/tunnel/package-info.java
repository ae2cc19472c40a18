/**
 * The table of tunnels; the entry is {@link dev.keyferry.server.store.rows.tunnel.TunnelRow}. The
 * path that sets many keys reads {@link dev.keyferry.server.store.rows.KeyRow} instead, which has
 * the little that it needs.
 */
@NullMarked
package dev.keyferry.server.store.rows.tunnel;

import org.jspecify.annotations.NullMarked;
