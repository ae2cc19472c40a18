/**
 * What the store is to use cases: their ports over the rows that are read and the writer that
 * changes them. Reads run on a few threads, {@link dev.keyferry.server.store.port.ReaderPools}.
 * Depends on {@code store.rows}, {@code store.writer} and the ports.
 */
@NullMarked
package dev.keyferry.server.store.port;

import org.jspecify.annotations.NullMarked;
