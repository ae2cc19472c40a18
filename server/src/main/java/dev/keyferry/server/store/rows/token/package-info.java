/**
 * API tokens as they stand in the database. The entry is {@link
 * dev.keyferry.server.store.rows.token.TokenRow}.
 */
@NullMarked
package dev.keyferry.server.store.rows.token;

import org.jspecify.annotations.NullMarked;
