package dev.keyferry.bench.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Counts the commits of a server's SQLite store from outside: the header of the WAL index has a
 * counter of them (SQLite, "WAL-mode File Format", section 2.1: iChange, at byte 8, in the
 * machine's order). Confined to one thread.
 *
 * <p>Closing a file drops this process's POSIX locks on it, SQLite's among them: close a watch
 * after the server.
 */
public final class StoreWatch implements AutoCloseable {
    private static final int CHANGE_COUNTER_OFFSET = 8;

    private final FileChannel index;
    private final long before;

    private StoreWatch(FileChannel index) {
        this.index = index;
        this.before = counter();
    }

    /** Starts to count the commits of a running server. */
    public static StoreWatch of(Path data) {
        try {
            return new StoreWatch(FileChannel.open(data.resolve("keyferry.db-shm")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits since the watch began. */
    public long commits() {
        return Integer.toUnsignedLong((int) (counter() - before));
    }

    @Override
    public void close() {
        try {
            index.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long counter() {
        ByteBuffer counter = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
        try {
            index.read(counter, CHANGE_COUNTER_OFFSET);
            return Integer.toUnsignedLong(counter.getInt(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
