package dev.keyferry.server;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The parts of a server that were started, to be stopped in the opposite order: all of them where a
 * later one fails to start. Confined to one thread at a time.
 */
final class Parts implements AutoCloseable {
    private final Deque<Part> started = new ArrayDeque<>();

    /** Stops one part. */
    interface Part extends AutoCloseable {
        @Override
        void close();
    }

    <T> T add(T part, Part stop) {
        started.push(stop);
        return part;
    }

    /** Gives all parts to a new owner; closing this one does nothing any more. */
    Parts handOver() {
        Parts owner = new Parts();
        owner.started.addAll(started);
        started.clear();
        return owner;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
