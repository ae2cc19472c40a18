package dev.keyferry.server.delivery;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.usecase.port.CommitListener;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes those who wait for something new. No wake-up is lost as long as a waiter first asks for the
 * newest revision, then reads, and then waits for one that is past it. Thread-safe.
 */
public final class FeedHub implements CommitListener {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isNewer = lock.newCondition();
    private Revision newest = Revision.NONE;

    @Override
    public void committed(Revision head) {
        lock.lock();
        try {
            if (head.isAfter(newest)) {
                newest = head;
                isNewer.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The newest revision that was committed. */
    Revision newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /** Returns as soon as there is a revision past {@code known}, or when the patience is over. */
    void awaitPast(Revision known, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!newest.isAfter(known) && left > 0) {
                left = isNewer.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
