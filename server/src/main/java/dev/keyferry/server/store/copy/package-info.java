/**
 * Copies whole stores, from one engine to the same or another one; entry {@link
 * dev.keyferry.server.store.copy.Transfer}. Knows tables by what the database says of them, so that
 * no table is ever forgotten. Depends on {@code store} for connections and the form of tables.
 */
@NullMarked
package dev.keyferry.server.store.copy;

import org.jspecify.annotations.NullMarked;
