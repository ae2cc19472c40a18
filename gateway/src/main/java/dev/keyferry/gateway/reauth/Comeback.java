package dev.keyferry.gateway.reauth;

import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.gateway.proof.ProofWatch.Shown;
import dev.keyferry.gateway.watch.LiveSa;
import dev.keyferry.vici.ViciEvents;
import dev.keyferry.vici.ViciMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Waits for the peers of a tunnel to come up in the place of its former SAs. What is seen of
 * somebody at another address than theirs is left aside: whoever likes can claim the identity.
 * Thread-safe.
 */
final class Comeback implements ViciEvents.Listener {
    private final Set<PrintedIdentity> identities;
    private final Set<Long> coming = new HashSet<>();
    private Set<String> hosts = Set.of();
    private long newest;
    private boolean isBegun;
    private boolean isShown;
    private Optional<Long> refusedAt = Optional.empty();

    Comeback(Set<PrintedIdentity> identities) {
        this.identities = identities;
    }

    Set<PrintedIdentity> identities() {
        return identities;
    }

    /** How a waiting ended. */
    enum End {
        /** A peer came up by the key, and stayed. */
        SHOWN,
        /** What tried to come up did not, or went at once. */
        REFUSED,
        SILENCE
    }

    /** What is younger than these SAs counts from now on. */
    synchronized void begin(List<LiveSa> former) {
        hosts = former.stream().map(LiveSa::remoteHost).collect(Collectors.toSet());
        newest = former.stream().mapToLong(LiveSa::uniqueId).max().orElseThrow();
        isBegun = true;
    }

    synchronized void shown(Shown shown) {
        if (isBegun && isYounger(shown.uniqueId())) {
            isShown = true;
            notifyAll();
        }
    }

    @Override
    public void happened(String event, ViciMessage message) {
        boolean isUp = message.text("up").filter("yes"::equals).isPresent();
        message.sections().values().stream()
                .flatMap(section -> LiveSa.of(section).stream())
                .forEach(sa -> happened(sa, isUp));
    }

    /**
     * Waits for a peer to come up by the key and stay.
     *
     * @param patience at most
     * @param afterRefusal from the last refusal on, unless something came up since
     */
    synchronized End await(Duration patience, Duration afterRefusal) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isShown) {
            long now = System.nanoTime();
            long left = deadline - now;
            if (refusedAt.isPresent() && coming.isEmpty()) {
                left = Math.min(left, refusedAt.get() + afterRefusal.toNanos() - now);
            }
            if (left <= 0) {
                return refusedAt.isPresent() ? End.REFUSED : End.SILENCE;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return End.SHOWN;
    }

    private synchronized void happened(LiveSa sa, boolean isUp) {
        boolean isTheirs = sa.isOwn() || hosts.contains(sa.remoteHost());
        if (!isBegun || !isTheirs || !isYounger(sa.uniqueId()) || !identities.contains(sa.peer())) {
            return;
        }
        if (isUp) {
            coming.add(sa.uniqueId());
        } else {
            coming.remove(sa.uniqueId());
            refusedAt = Optional.of(System.nanoTime());
        }
        notifyAll();
    }

    private boolean isYounger(long uniqueId) {
        return Long.compareUnsigned(uniqueId, newest) > 0;
    }
}
