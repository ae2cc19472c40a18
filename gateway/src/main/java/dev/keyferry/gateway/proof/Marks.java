package dev.keyferry.gateway.proof;

import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.gateway.progress.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Which keys the charon holds for certain, and since which of its SAs. An SA that was there when a
 * key was loaded may have used the one before; those with a greater number cannot. Thread-safe.
 *
 * <p>What is told here is told in order, and before anything newer is sent to the charon. So an
 * event that is looked at while a load stands here happened before the next one.
 */
final class Marks implements Progress.Witness {
    private final Runnable wanted;
    private final Map<TunnelId, Load> loads = new HashMap<>();
    private final Set<TunnelId> unmarked = new HashSet<>();

    /**
     * @param wanted is run when a mark is to be set; must not block
     */
    Marks(Runnable wanted) {
        this.wanted = wanted;
    }

    /**
     * One load that the charon acknowledged, and that nothing has cast doubt on since. Another load
     * of the same version is another one.
     *
     * @param number tells loads apart
     * @param newest the greatest number of an SA that may be older; empty as long as that is not
     *     known, and any may be
     */
    record Load(TunnelId tunnel, PskVersion version, long number, OptionalLong newest) {
        boolean isBefore(SeenSa sa) {
            return newest.isPresent()
                    && Long.compareUnsigned(sa.uniqueId(), newest.getAsLong()) > 0;
        }
    }

    private long count;

    @Override
    public void settled(TunnelId tunnel, PskVersion version) {
        synchronized (this) {
            count++;
            loads.put(tunnel, new Load(tunnel, version, count, OptionalLong.empty()));
            unmarked.add(tunnel);
        }
        wanted.run();
    }

    @Override
    public synchronized void opened(TunnelId tunnel) {
        notifyAll();
        loads.remove(tunnel);
        unmarked.remove(tunnel);
    }

    synchronized boolean areWanted() {
        return !unmarked.isEmpty();
    }

    /** The loads that have no mark; to be asked before the charon's SAs are listed. */
    synchronized List<Load> unmarked() {
        return unmarked.stream().flatMap(tunnel -> of(tunnel).stream()).toList();
    }

    /**
     * Sets the mark of those of the loads that still stand.
     *
     * @param newest the greatest number in a list that began after {@link #unmarked}
     */
    synchronized void mark(List<Load> some, long newest) {
        notifyAll();
        for (Load load : some) {
            if (of(load.tunnel()).filter(load::equals).isPresent()) {
                unmarked.remove(load.tunnel());
                loads.put(
                        load.tunnel(),
                        new Load(
                                load.tunnel(),
                                load.version(),
                                load.number(),
                                OptionalLong.of(newest)));
            }
        }
    }

    /**
     * Waits until it is known which SAs are younger than the load of this version.
     *
     * @return whether that became known; false also as soon as another version is there, or none
     */
    synchronized boolean await(TunnelId tunnel, PskVersion version, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Load> load = of(tunnel).filter(l -> l.version().equals(version));
            long left = deadline - System.nanoTime();
            if (load.isEmpty() || load.get().newest().isPresent() || left <= 0) {
                return load.filter(l -> l.newest().isPresent()).isPresent();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    synchronized Optional<Load> of(TunnelId tunnel) {
        return Optional.ofNullable(loads.get(tunnel));
    }
}
