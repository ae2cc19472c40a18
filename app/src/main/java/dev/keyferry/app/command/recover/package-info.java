/**
 * The commands on a store that was restored from a backup. Depends on {@code terminal} and the
 * server's {@link dev.keyferry.server.Recovery}.
 */
@NullMarked
package dev.keyferry.app.command.recover;

import org.jspecify.annotations.NullMarked;
