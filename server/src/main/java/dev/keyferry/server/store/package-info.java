/**
 * Keeps accounts, tunnels, sealed keys and the audit in SQLite or PostgreSQL. The entry is {@link
 * dev.keyferry.server.store.Store}; changes go through {@code store.writer}. Implements ports of
 * the use cases; depends on them, the domain and {@code dev.keyferry.feed}, and cannot name a key
 * in clear.
 */
@NullMarked
package dev.keyferry.server.store;

import org.jspecify.annotations.NullMarked;
