/**
 * Copies whole stores, from one engine to the same or another one; entry {@link
 * dev.keyferry.server.store.copy.StoreCopy}. Knows tables by what the database says of them, so
 * that no table is ever forgotten. Depends on JDBC alone.
 */
@NullMarked
package dev.keyferry.server.store.copy;

import org.jspecify.annotations.NullMarked;
