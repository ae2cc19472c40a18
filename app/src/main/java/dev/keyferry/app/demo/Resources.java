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
    private boolean isClosed;

    /** Ends it at once where all is ended already. */
    synchronized void add(Ending ending) {
        endings.push(ending);
        if (isClosed) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        while (!endings.isEmpty()) {
            endings.pop().end();
        }
    }
}
