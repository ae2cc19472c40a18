package dev.keyferry.gateway.proof;

import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.gateway.progress.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be told of peers, newer things in the place of older ones. Thread-safe. Bounded by the
 * number of tunnels, and by {@link Attempts}.
 */
final class Outbox {
    private final Runnable filled;
    private final Counts counts;
    private final Map<TunnelId, Proof> untold = new LinkedHashMap<>();
    private final Map<TunnelId, Proof> best = new HashMap<>();
    private final Attempts attempts = new Attempts();

    /**
     * @param filled is run when there is something to be told; must not block
     */
    Outbox(Runnable filled, Counts counts) {
        this.filled = filled;
        this.counts = counts;
    }

    /** What is proven once stays so: to be seen again is no news, but for being certain at last. */
    void add(Proof proof) {
        synchronized (this) {
            Optional<Proof> known = Optional.ofNullable(best.get(proof.tunnel()));
            if (known.filter(before -> !isBetter(proof, before)).isPresent()) {
                return;
            }
            if (known.filter(before -> before.version().equals(proof.version())).isEmpty()) {
                counts.proven();
            }
            best.put(proof.tunnel(), proof);
            untold.put(proof.tunnel(), proof);
        }
        filled.run();
    }

    void add(Rejection.Target target, SeenSa sa, Instant now, Hint hint) {
        synchronized (this) {
            attempts.add(target, sa, now, hint);
        }
        counts.rejected();
        filled.run();
    }

    void add(SeenSa sa, Instant now, Hint hint) {
        synchronized (this) {
            attempts.add(sa, now, hint);
        }
        counts.unmatched();
        filled.run();
    }

    /** As much as one message holds; empty if there is nothing to be told. */
    synchronized Optional<Evidence> take(SessionId session, Epoch epoch) {
        List<Proof> proofs = new ArrayList<>();
        Iterator<Proof> next = untold.values().iterator();
        while (next.hasNext() && proofs.size() < Evidence.MAX_PROOFS) {
            proofs.add(next.next());
            next.remove();
        }
        Evidence evidence =
                new Evidence(session, epoch, proofs, attempts.take(Evidence.MAX_REJECTIONS));
        return Optional.of(evidence).filter(taken -> !taken.isEmpty());
    }

    /** It was not taken, and is told again, but for what was overtaken meanwhile. */
    synchronized void giveBack(Evidence evidence) {
        for (Proof proof : evidence.proofs()) {
            if (proof.equals(best.get(proof.tunnel()))) {
                untold.put(proof.tunnel(), proof);
            }
        }
        attempts.giveBack(evidence.rejections());
    }

    synchronized boolean isEmpty() {
        return untold.isEmpty() && !attempts.hasUntold();
    }

    private static boolean isBetter(Proof proof, Proof before) {
        return proof.version().isAfter(before.version())
                || (proof.version().equals(before.version())
                        && before.assurance() == Proof.Assurance.NOT_ASSURED
                        && proof.assurance() == Proof.Assurance.ASSURED);
    }
}
