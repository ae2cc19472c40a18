package dev.keyferry.gateway.proof;

import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.vici.ViciEvents;
import dev.keyferry.vici.ViciMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Makes rejections of peers that come and go, and keeps those that came up until it is seen that
 * they stay. Thread-safe.
 */
final class Sightings implements ViciEvents.Listener {
    /** An SA that is gone sooner proves nothing: the peer may have refused the gateway's key. */
    static final Duration STAYING = Duration.ofSeconds(2);

    /** SAs that are watched at a time; those past that prove nothing this time. */
    static final int MAX_UPS = 10_000;

    private final Claimants claimants;
    private final Marks marks;
    private final Supplier<Proof.Assurance> assurance;
    private final Outbox outbox;
    private final Runnable wanted;
    private final Map<Long, Up> ups = new LinkedHashMap<>();

    /** Tunnels whose peers the gateway calls at the moment, and how often at a time. */
    private final Map<TunnelId, Integer> called = new ConcurrentHashMap<>();

    /**
     * @param wanted is run when there is something to be looked after; must not block
     */
    Sightings(
            Claimants claimants,
            Marks marks,
            Supplier<Proof.Assurance> assurance,
            Outbox outbox,
            Runnable wanted) {
        this.claimants = claimants;
        this.marks = marks;
        this.assurance = assurance;
        this.outbox = outbox;
        this.wanted = wanted;
    }

    /**
     * A peer that came up under one tunnel's identity.
     *
     * @param load of the key that it must have used; empty if it may have used another
     * @param nanos of {@link System#nanoTime}
     */
    record Up(
            SeenSa sa,
            Claim.Of claim,
            Optional<Marks.Load> load,
            Proof.Assurance assurance,
            long nanos,
            Instant time) {
        boolean hasStayed() {
            return System.nanoTime() - nanos >= STAYING.toNanos();
        }
    }

    @Override
    public void happened(String event, ViciMessage message) {
        boolean isUp = message.text("up").filter("yes"::equals).isPresent();
        message.sections()
                .forEach((connection, section) ->
                        SeenSa.of(connection, section)
                                .ifPresent(sa -> {
                                    if (isUp) {
                                        up(sa);
                                    } else {
                                        down(sa);
                                    }
                                }));
    }

    /** Those that came up long enough ago, and are to be looked for in a list that begins now. */
    synchronized List<Up> takeStayed() {
        List<Up> stayed = ups.values().stream().filter(Up::hasStayed).toList();
        stayed.forEach(up -> ups.remove(up.sa().uniqueId()));
        return stayed.stream().filter(up -> up.load().isPresent()).toList();
    }

    /** How long until the next one has stayed; empty if there is none. */
    synchronized Optional<Duration> untilNext() {
        return ups.values().stream()
                .findFirst()
                .map(up -> STAYING.minusNanos(System.nanoTime() - up.nanos()));
    }

    /** What comes next are events of another connection, between which some were missed. */
    synchronized void forget() {
        ups.clear();
    }

    private void up(SeenSa sa) {
        if (!(claimants.of(sa.remoteId()) instanceof Claim.Of claim)) {
            return;
        }
        Optional<Marks.Load> load =
                marks.of(claim.tunnel())
                        .filter(known -> known.version().equals(claim.version()))
                        .filter(known -> known.isBefore(sa));
        synchronized (this) {
            if (ups.size() < MAX_UPS) {
                Instant now = Instant.now();
                Up up = new Up(sa, claim, load, assurance.get(), System.nanoTime(), now);
                ups.put(sa.uniqueId(), up);
            }
        }
        wanted.run();
    }

    private void down(SeenSa sa) {
        Optional<Up> before = takeUp(sa.uniqueId());
        if (before.isPresent()) {
            if (!before.get().hasStayed()) {
                gone(before.get());
            }
            return;
        }
        boolean isAttempt =
                sa.state() == SeenSa.State.CONNECTING
                        && (sa.side() == SeenSa.Side.PEER || isCalled(sa));
        if (isAttempt && sa.hasIdentity()) {
            reject(sa);
        }
    }

    /**
     * From now on what comes of the gateway's own calls counts for the tunnel like attempts of its
     * peer. Else they tell of nothing but that nobody answers.
     */
    void beginCalling(TunnelId tunnel) {
        called.merge(tunnel, 1, Integer::sum);
    }

    void endCalling(TunnelId tunnel) {
        called.computeIfPresent(tunnel, (_, times) -> times == 1 ? null : times - 1);
    }

    private boolean isCalled(SeenSa sa) {
        return claimants.of(sa.remoteId()) instanceof Claim.Of claim
                && called.containsKey(claim.tunnel());
    }

    /** Not where the key was taken away meanwhile, or the peer's next SA took this one's place. */
    private void gone(Up up) {
        boolean isStillHis =
                claimants.of(up.sa().remoteId()) instanceof Claim.Of claim
                        && claim.tunnel().equals(up.claim().tunnel());
        if (isStillHis && !isUpAgain(up.claim().tunnel())) {
            outbox.add(target(up.claim()), up.sa(), Instant.now(), Hint.UP_AND_GONE);
        }
    }

    private void reject(SeenSa sa) {
        Instant now = Instant.now();
        switch (claimants.of(sa.remoteId())) {
            case Claim.Of claim -> outbox.add(target(claim), sa, now, hint(claim, sa));
            case Claim.Nobody() -> outbox.add(sa, now, Hint.UNKNOWN_IDENTITY);
        }
    }

    private Hint hint(Claim.Of claim, SeenSa sa) {
        if (!sa.hasConnection()) {
            return Hint.NO_CONNECTION;
        }
        return marks.of(claim.tunnel())
                        .filter(load -> load.version().equals(claim.version()))
                        .filter(load -> load.isBefore(sa))
                        .isPresent()
                ? Hint.DOWN_WITHOUT_UP
                : Hint.KEY_NOT_LOADED;
    }

    private static Rejection.Target target(Claim.Of claim) {
        return new Rejection.Target(claim.tunnel(), claim.version());
    }

    private synchronized Optional<Up> takeUp(long uniqueId) {
        return Optional.ofNullable(ups.remove(uniqueId));
    }

    private synchronized boolean isUpAgain(TunnelId tunnel) {
        return ups.values().stream().anyMatch(up -> up.claim().tunnel().equals(tunnel));
    }

    /** These wait for something else, and are looked for again. */
    synchronized void giveBack(List<Up> some) {
        Map<Long, Up> later = new LinkedHashMap<>();
        some.forEach(up -> later.put(up.sa().uniqueId(), up));
        later.putAll(ups);
        ups.clear();
        ups.putAll(later);
    }

    /** For the list of {@link #takeStayed}: those that it shows as they came up. */
    static List<Up> shownBy(List<Up> stayed, Map<Long, SeenSa> listed) {
        List<Up> shown = new ArrayList<>();
        for (Up up : stayed) {
            Optional.ofNullable(listed.get(up.sa().uniqueId()))
                    .filter(sa -> sa.state() == SeenSa.State.ESTABLISHED)
                    .filter(sa -> sa.remoteId().equals(up.sa().remoteId()))
                    .filter(sa -> sa.connection().equals(up.sa().connection()))
                    .ifPresent(_ -> shown.add(up));
        }
        return shown;
    }
}
