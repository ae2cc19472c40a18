package dev.keyferry.server.http.gateway;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One call that waits, on the thread that made this. Whoever finds that nobody waits for its answer
 * any more ends it. Thread-safe, but for closing.
 */
final class WaitingCall implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final Consumer<WaitingCall> over;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isWaiting = true;

    WaitingCall(Consumer<WaitingCall> over) {
        this.over = over;
    }

    /** Interrupts the thread if it still waits. */
    void end() {
        lock.lock();
        try {
            if (isWaiting) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The wait is over: an end that comes now, or came just now, must not break the answer off. */
    @Override
    public void close() {
        lock.lock();
        try {
            isWaiting = false;
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
        over.accept(this);
    }
}
