/**
 * Whole stores on their way: into a backup, back from it, and into a shared database. The entries
 * are {@link dev.keyferry.server.transfer.Backup}, {@link dev.keyferry.server.transfer.Restore} and
 * {@link dev.keyferry.server.transfer.Migration}. Depends on {@code store} and, for the directory
 * and the new epoch, on {@link dev.keyferry.server.stopped.Recovery}.
 */
@NullMarked
package dev.keyferry.server.transfer;

import org.jspecify.annotations.NullMarked;
