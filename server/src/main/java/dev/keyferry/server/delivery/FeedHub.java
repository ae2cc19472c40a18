package dev.keyferry.server.delivery;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.delivery.fleet.Roster;
import dev.keyferry.server.domain.gateway.Gateway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Wakes those who wait for something new. No wake-up is lost as long as a waiter first asks what is
 * the newest, then looks, and then waits for what is past it. Thread-safe.
 */
public final class FeedHub {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isNewer = lock.newCondition();
    private final Roster roster = new Roster();
    private final List<Consumer<Revision>> watchers = new CopyOnWriteArrayList<>();
    private final List<Runnable> orderWatchers = new CopyOnWriteArrayList<>();
    private Moment newest = new Moment(Revision.NONE, 0);

    public FeedHub() {
        roster.watch(this::gatewaysChanged);
    }

    /**
     * What was committed.
     *
     * @param changes how often a gateway was not what it was
     */
    record Moment(Revision head, long changes) {}

    /** There are new revisions up to {@code head}. */
    public void committed(Revision head) {
        lock.lock();
        try {
            if (head.isAfter(newest.head())) {
                newest = new Moment(head, newest.changes());
                isNewer.signalAll();
            }
        } finally {
            lock.unlock();
        }
        watchers.forEach(watcher -> watcher.accept(head));
    }

    /** Has every later commit's head told, on the writer's thread: the watcher must not block. */
    public void watch(Consumer<Revision> watcher) {
        watchers.add(watcher);
    }

    /** There is a new gateway, or one is not what it was. */
    public void changed(Gateway gateway) {
        roster.put(gateway);
    }

    /** There is a new order to reauthenticate. */
    public void ordered() {
        orderWatchers.forEach(Runnable::run);
    }

    /** Runs the watcher after every new order, on the writer's thread: it must not block. */
    void onOrder(Runnable watcher) {
        orderWatchers.add(watcher);
    }

    public Roster roster() {
        return roster;
    }

    Moment newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /** Returns as soon as something is past {@code known}, or when the patience is over. */
    void awaitPast(Moment known, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (newest.equals(known) && left > 0) {
                left = isNewer.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What was read before is read again. */
    void gatewaysChanged() {
        lock.lock();
        try {
            newest = new Moment(newest.head(), newest.changes() + 1);
            isNewer.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
