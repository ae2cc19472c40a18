package dev.keyferry.vici;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The order of a session: exchanges wait in a queue, go to the wire in that order, at most {@link
 * ViciSession#WINDOW} at a time, and are answered in that order. Replies carry no number, so this
 * count is all that joins a reply to its request: an exchange leaves the wire by its answer alone,
 * never by a deadline. Thread-safe; futures are settled outside the lock.
 */
final class Pipeline {
    /** A window that is half empty is filled again at once: fewer writes and fewer wake-ups. */
    private static final int REFILL_AT = ViciSession.WINDOW / 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomInQueue = lock.newCondition();
    private final Condition mayWrite = lock.newCondition();
    private final Deque<Exchange> queue = new ArrayDeque<>();
    private final Deque<Exchange> wire = new ArrayDeque<>();
    private Optional<ViciSessionLost> lost = Optional.empty();
    private long heardAt;

    /**
     * Queues an exchange, waiting while the queue is full; one whose caller has been answered
     * meanwhile is not queued. Where the session is lost, the caller is told.
     *
     * @return false if there was no room within that time
     */
    boolean add(Exchange exchange, long nanos) throws InterruptedException {
        Optional<ViciSessionLost> reason;
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (lost.isEmpty() && queue.size() >= ViciSession.MAX_QUEUED) {
                if (left <= 0) {
                    return false;
                }
                left = roomInQueue.awaitNanos(left);
            }
            reason = lost;
            if (reason.isEmpty() && !exchange.answer().isDone()) {
                queue.add(exchange);
                mayWrite.signal();
                return true;
            }
        } finally {
            lock.unlock();
        }
        exchange.wipe();
        reason.ifPresent(exchange::fail);
        return true;
    }

    /**
     * The next exchanges to write, as many as the window takes, waiting for the first; empty when
     * the session is lost. From here on they count as being on the wire, for an answer may come
     * before the write returns.
     */
    List<Exchange> next() {
        List<Exchange> next = new ArrayList<>();
        lock.lock();
        try {
            while (lost.isEmpty() && (queue.isEmpty() || wire.size() >= ViciSession.WINDOW)) {
                mayWrite.awaitUninterruptibly();
            }
            if (lost.isPresent()) {
                return List.of();
            }
            if (wire.isEmpty()) {
                heardAt = System.nanoTime();
            }
            while (!queue.isEmpty() && wire.size() < ViciSession.WINDOW) {
                Exchange exchange = queue.remove();
                wire.add(exchange);
                next.add(exchange);
            }
            roomInQueue.signalAll();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a packet to the oldest exchange on the wire; for the reader's thread alone. */
    void take(ViciPacket packet) {
        Exchange oldest = oldest(packet);
        if (!oldest.take(packet)) {
            return;
        }
        lock.lock();
        try {
            if (lost.isPresent()) {
                return;
            }
            wire.remove();
            if (wire.size() <= REFILL_AT) {
                mayWrite.signal();
            }
        } finally {
            lock.unlock();
        }
        oldest.settle();
    }

    /** Takes an exchange back that was not given to the wire; no effect on any other. */
    void withdraw(Exchange exchange) {
        lock.lock();
        try {
            if (!queue.remove(exchange)) {
                return;
            }
            roomInQueue.signal();
        } finally {
            lock.unlock();
        }
        exchange.wipe();
    }

    /** Exchanges queued or on the wire, whether or not their callers still wait. */
    int unanswered() {
        lock.lock();
        try {
            return queue.size() + wire.size();
        } finally {
            lock.unlock();
        }
    }

    /** How long the daemon has owed a sign of life; zero while nothing is on the wire. */
    Duration silence() {
        lock.lock();
        try {
            return wire.isEmpty() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - heardAt);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends everything: all callers are told, nothing is queued any more.
     *
     * @return false if it was lost before
     */
    boolean lose(ViciSessionLost reason) {
        List<Exchange> all = new ArrayList<>();
        lock.lock();
        try {
            if (lost.isPresent()) {
                return false;
            }
            lost = Optional.of(reason);
            // What was given to the wire may be being written, and is the writer's to wipe.
            queue.forEach(Exchange::wipe);
            all.addAll(wire);
            all.addAll(queue);
            wire.clear();
            queue.clear();
            roomInQueue.signalAll();
            mayWrite.signalAll();
        } finally {
            lock.unlock();
        }
        all.forEach(exchange -> exchange.fail(reason));
        return true;
    }

    private Exchange oldest(ViciPacket packet) {
        lock.lock();
        try {
            heardAt = System.nanoTime();
            Exchange oldest = wire.peek();
            if (oldest == null) {
                throw new ViciProtocolError(
                        packet.getClass().getSimpleName() + " while nothing was asked");
            }
            return oldest;
        } finally {
            lock.unlock();
        }
    }
}
