/**
 * How a PostgreSQL database is reached, and how one hears of what other servers commit there. The
 * entries are {@link dev.keyferry.server.store.postgres.PostgresSources} and {@link
 * dev.keyferry.server.store.postgres.HeadWatch}. Depends on JDBC and {@code
 * dev.keyferry.server.store.rows}.
 */
@NullMarked
package dev.keyferry.server.store.postgres;

import org.jspecify.annotations.NullMarked;
