package dev.keyferry.gateway.secrets;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.gateway.desired.Change;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What other threads bring to the one that works on a session. Thread-safe. Bounded: replies by the
 * session's window, changes by the number of tunnels.
 */
public final class Inbox {
    /** Changes that come with at most so many others go before every bulk. */
    public static final int MAX_URGENT_CHANGE = 64;

    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final Set<TunnelId> urgent = new LinkedHashSet<>();
    private final Set<TunnelId> bulk = new LinkedHashSet<>();

    /**
     * Changes that were brought since they were last taken.
     *
     * @param urgent came in small numbers at a time
     * @param bulk came many at a time
     */
    public record Changes(List<TunnelId> urgent, List<TunnelId> bulk) {}

    /** Has something done on the session's thread. */
    public void add(Runnable event) {
        events.add(event);
    }

    /**
     * Brings changes.
     *
     * @param whenTaken is done on the session's thread, once for all changes until then
     */
    public void add(Change change, Runnable whenTaken) {
        boolean isFirst;
        synchronized (this) {
            isFirst = urgent.isEmpty() && bulk.isEmpty();
            boolean isBulk = change.tunnels().size() > MAX_URGENT_CHANGE;
            (isBulk ? bulk : urgent).addAll(change.tunnels());
        }
        if (isFirst) {
            events.add(whenTaken);
        }
    }

    public synchronized Changes takeChanges() {
        Changes taken = new Changes(List.copyOf(urgent), List.copyOf(bulk));
        urgent.clear();
        bulk.clear();
        return taken;
    }

    /** Waits for the next event. */
    public Optional<Runnable> take(long nanos) throws InterruptedException {
        return Optional.ofNullable(events.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS));
    }

    /** The next event that is there already. */
    public Optional<Runnable> next() {
        return Optional.ofNullable(events.poll());
    }
}
