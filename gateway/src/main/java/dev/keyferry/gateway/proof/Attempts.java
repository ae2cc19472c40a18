package dev.keyferry.gateway.proof;

import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.TunnelId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Failed attempts, counted: one entry for each tunnel, and a short list of those that match none.
 * Whoever floods it fills his own few entries, for his address is one that he can be reached at.
 * Confined by its owner's lock.
 */
final class Attempts {
    /** Tunnels whose attempts are kept; past that the one that was quiet longest is forgotten. */
    static final int MAX_TUNNELS = 10_000;

    /** Entries that match no tunnel, likewise. */
    static final int MAX_STRANGERS = 256;

    /** Identities of one address that are kept apart; the further ones are counted together. */
    static final int MAX_IDENTITIES = 8;

    private static final Bytes SEVERAL = Bytes.copyOf(new byte[0]);

    private final Map<TunnelId, Rejection> tunnels = new LinkedHashMap<>();
    private final Map<Stranger, Rejection> strangers = new LinkedHashMap<>();
    private final Map<PeerAddress, Integer> identities = new HashMap<>();
    private final Set<Object> untold = new LinkedHashSet<>();

    private record Stranger(Bytes identity, PeerAddress from) {}

    void add(Rejection.Target target, SeenSa sa, Instant now, Hint hint) {
        Optional<Rejection> known =
                Optional.ofNullable(tunnels.remove(target.tunnel()))
                        .filter(before -> before.target().filter(target::equals).isPresent());
        if (tunnels.size() == MAX_TUNNELS) {
            forgetQuietest(tunnels);
        }
        tunnels.put(
                target.tunnel(),
                counted(known, sa.identity(), Optional.of(target), sa.from(), now, hint));
        untold.add(target.tunnel());
    }

    void add(SeenSa sa, Instant now, Hint hint) {
        Stranger stranger = new Stranger(sa.identity(), sa.from());
        boolean isFurther =
                !strangers.containsKey(stranger)
                        && identities.getOrDefault(sa.from(), 0) >= MAX_IDENTITIES;
        Stranger kept = isFurther ? new Stranger(SEVERAL, sa.from()) : stranger;
        Optional<Rejection> known = Optional.ofNullable(strangers.remove(kept));
        if (known.isPresent()) {
            release(kept);
        } else if (strangers.size() == MAX_STRANGERS) {
            release(forgetQuietest(strangers));
        }
        strangers.put(
                kept,
                counted(
                        known,
                        kept.identity(),
                        Optional.empty(),
                        sa.from(),
                        now,
                        isFurther ? Hint.FURTHER_IDENTITIES : hint));
        if (!kept.identity().equals(SEVERAL)) {
            identities.merge(kept.from(), 1, Integer::sum);
        }
        untold.add(kept);
    }

    /** What is untold, the longest waiting first, at most so many; it counts as told. */
    List<Rejection> take(int most) {
        List<Rejection> taken = new ArrayList<>();
        Iterator<Object> subjects = untold.iterator();
        while (subjects.hasNext() && taken.size() < most) {
            Object subject = subjects.next();
            Optional.ofNullable(tunnels.get(subject)).ifPresent(taken::add);
            Optional.ofNullable(strangers.get(subject)).ifPresent(taken::add);
            subjects.remove();
        }
        return taken;
    }

    /** These were not told after all. */
    void giveBack(List<Rejection> rejections) {
        rejections.forEach(r -> untold.add(subject(r)));
    }

    boolean hasUntold() {
        return !untold.isEmpty();
    }

    private static Object subject(Rejection rejection) {
        return rejection
                .target()
                .<Object>map(Rejection.Target::tunnel)
                .orElseGet(() -> new Stranger(rejection.identity(), rejection.from()));
    }

    private static Rejection counted(
            Optional<Rejection> known,
            Bytes identity,
            Optional<Rejection.Target> target,
            PeerAddress from,
            Instant now,
            Hint hint) {
        Instant first = known.map(Rejection::first).orElse(now);
        // The clock may have been set back meanwhile.
        Instant last = now.isBefore(first) ? first : now;
        long count = known.map(Rejection::count).orElse(0L) + 1;
        return new Rejection(identity, target, from, first, last, count, hint);
    }

    private <K> K forgetQuietest(Map<K, Rejection> entries) {
        K quietest = entries.keySet().iterator().next();
        entries.remove(quietest);
        untold.remove(quietest);
        return quietest;
    }

    private void release(Stranger stranger) {
        if (!stranger.identity().equals(SEVERAL)) {
            identities.computeIfPresent(
                    stranger.from(), (_, count) -> count == 1 ? null : count - 1);
        }
    }
}
