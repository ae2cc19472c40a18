/**
 * Identities within other rows: what a tunnel's caller gave, and what a record was sealed with.
 * Depends on the domain and {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.store.rows.identity;

import org.jspecify.annotations.NullMarked;
