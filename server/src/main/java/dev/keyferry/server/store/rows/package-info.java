/**
 * What stands in the tables: each class holds the SQL of one table and maps its rows. The entry is
 * {@link dev.keyferry.server.store.rows.Statements}, through which all of it runs. Depends on the
 * ports, the domain, {@code dev.keyferry.feed} and JDBC.
 */
@NullMarked
package dev.keyferry.server.store.rows;

import org.jspecify.annotations.NullMarked;
