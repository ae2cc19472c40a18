/**
 * Tunnels and their keys in CSV; entry {@link dev.keyferry.app.adopt.table.TunnelTable}. Depends on
 * {@code adopt.judge}, on the server's {@code keyfile} for rows, and on how the API writes
 * identities.
 */
@NullMarked
package dev.keyferry.app.adopt.table;

import org.jspecify.annotations.NullMarked;
