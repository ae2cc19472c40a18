/**
 * The one way to change the store: {@link dev.keyferry.server.store.writer.GroupWriter} takes all
 * changes that wait, decides them one after the other over what one read found, and commits them
 * together with their audit.
 */
@NullMarked
package dev.keyferry.server.store.writer;

import org.jspecify.annotations.NullMarked;
