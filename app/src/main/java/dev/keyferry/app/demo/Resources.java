package dev.keyferry.app.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be ended in the opposite order, once. Thread-safe. */
final class Resources implements AutoCloseable {
    /** Ends something that was started. */
    interface Ending {
        void end();
    }

    private final Deque<Ending> endings = new ArrayDeque<>();

    synchronized void add(Ending ending) {
        endings.push(ending);
    }

    @Override
    public synchronized void close() {
        while (!endings.isEmpty()) {
            endings.pop().end();
        }
    }
}
