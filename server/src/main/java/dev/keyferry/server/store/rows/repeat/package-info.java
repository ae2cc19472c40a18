/**
 * The table of requests that are not to take effect twice. The entry is {@link
 * dev.keyferry.server.store.rows.repeat.RequestRow}.
 */
@NullMarked
package dev.keyferry.server.store.rows.repeat;

import org.jspecify.annotations.NullMarked;
