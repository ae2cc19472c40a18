package dev.keyferry.server.store.writer;

import dev.keyferry.server.usecase.port.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The changes that wait for the writer, in the order in which they came. Thread-safe. */
final class ChangeQueue {
    /** Most changes that wait. */
    static final int MAX_CHANGES = 1_024;

    /** Most items of all the changes that wait: each holds some 300 bytes of memory. */
    static final int MAX_WEIGHT = 200_000;

    /** A group takes no further change once it has so many items, so that it commits soon. */
    static final int GROUP_WEIGHT = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isWorth = lock.newCondition();
    private final Deque<Waiting<?>> changes = new ArrayDeque<>();
    private int weight;
    private boolean isClosed;

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    Offer offer(Waiting<?> change) {
        lock.lock();
        try {
            if (isClosed) {
                return Offer.CLOSED;
            }
            boolean isFull =
                    changes.size() >= MAX_CHANGES
                            || (!changes.isEmpty() && weight + change.weight() > MAX_WEIGHT);
            if (isFull) {
                return Offer.FULL;
            }
            changes.add(change);
            weight += change.weight();
            isWorth.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a change and takes it with the others that wait, as far as they fit into a group.
     * Returns nothing once the queue is closed and empty.
     */
    List<Waiting<?>> takeGroup() throws InterruptedException {
        lock.lock();
        try {
            while (changes.isEmpty() && !isClosed) {
                isWorth.await();
            }
            List<Waiting<?>> group = new ArrayList<>();
            int taken = 0;
            while (!changes.isEmpty() && taken < GROUP_WEIGHT) {
                Waiting<?> next = changes.element();
                if (!group.isEmpty() && next.weight() == Change.ALONE) {
                    break;
                }
                changes.remove();
                group.add(next);
                taken += next.weight();
            }
            weight -= taken;
            return group;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return changes.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what waits already is still handed out. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            isWorth.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
