/**
 * Rows that are compared with what gateways hold, and those that are taken from there. Depends on
 * the other rows and on {@code usecase.recall}.
 */
@NullMarked
package dev.keyferry.server.store.rows.recall;

import org.jspecify.annotations.NullMarked;
