package dev.keyferry.server.store.port;

import java.time.Duration;
import javax.sql.DataSource;

/**
 * Threads that read little, and others that read much: who sets one key, and who is to be known by
 * a token, does not stand in line behind lists. Thread-safe.
 */
public record ReaderPools(Readers few, Readers many) implements AutoCloseable {
    /** Most rows, or items of a change that is tried out, that count as few. */
    public static final int FEW = 100;

    /** Reads of many rows that run at once. */
    public static final int MANY_THREADS = 2;

    public static ReaderPools over(DataSource source, int few, Duration deadline) {
        return new ReaderPools(
                new Readers("store-reader-", few, source, deadline),
                new Readers("store-list-reader-", MANY_THREADS, source, deadline));
    }

    /** Those for a read of so many rows. */
    Readers of(int rows) {
        return rows <= FEW ? few : many;
    }

    @Override
    public void close() {
        few.close();
        many.close();
    }
}
