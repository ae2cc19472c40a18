/**
 * {@code keyferry tunnel import}: brings an operator's own tunnels and keys to the API; entry
 * {@link dev.keyferry.app.command.tunnel.adopt.TunnelImportCommand}. Depends on {@code adopt},
 * {@code terminal} and {@code api}.
 */
@NullMarked
package dev.keyferry.app.command.tunnel.adopt;

import org.jspecify.annotations.NullMarked;
