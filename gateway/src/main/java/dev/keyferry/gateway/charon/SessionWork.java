package dev.keyferry.gateway.charon;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.gateway.desired.Change;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.desired.Held;
import dev.keyferry.gateway.rules.KeyPlan;
import dev.keyferry.gateway.rules.KeyPlan.Safety;
import dev.keyferry.gateway.rules.LocalIdentities;
import dev.keyferry.gateway.rules.OnUnsafe;
import dev.keyferry.gateway.secrets.Inbox;
import dev.keyferry.gateway.secrets.Listing;
import dev.keyferry.gateway.watch.ConnectionWatch;
import dev.keyferry.gateway.watch.Moment;
import dev.keyferry.gateway.watch.Pacing;
import dev.keyferry.vici.ViciSession;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One session with the charon, from its first listing until it ends: looks, loads, and follows.
 * Confined to one thread, but for its inbox.
 *
 * <p>Nothing is loaded before the connections were checked and the charon's secrets were seen, nor
 * once the last check is too old to tell what the connections are now. Where older requests may
 * have run beside this session's, or there were secrets of ours before, nothing is reported before
 * everything was loaded again and the charon's own order of writes showed that it stayed so.
 */
final class SessionWork {
    /** The last changes go first when everything is loaded again: somebody may be waiting. */
    static final int MAX_URGENT_RELOAD = 100;

    /** Events that are handled before the window is filled again. */
    private static final int MAX_EVENTS = 256;

    private static final Comparator<Held> NEWEST_FIRST =
            Comparator.comparing((Held held) -> held.record().revision()).reversed();

    /** What came before this session. */
    enum Past {
        /** No request of ours can still run. */
        CLEAR,
        /** Requests of an earlier session may have run until a moment ago. */
        DOUBTFUL
    }

    private final ViciSession session;
    private final Pacing pacing;
    private final SessionParts parts;
    private final SecretPolicy policy;
    private final Past past;
    private final SessionStanding standing;
    private final Moment began = Moment.now();
    private Optional<ConnectionWatch.Result> checked = Optional.empty();
    private Optional<Instant> leaseOver;
    private boolean isSeen;
    private boolean isReloading = true;
    private Safety safety = Safety.UNSAFE;
    private long round;

    SessionWork(
            ViciSession session,
            Pacing pacing,
            SessionParts parts,
            SecretPolicy policy,
            Past past) {
        this.session = session;
        this.pacing = pacing;
        this.parts = parts;
        this.policy = policy;
        this.leaseOver = policy.lease().over();
        this.past = past;
        this.standing = new SessionStanding(parts, pacing.quiet());
    }

    /** Thread-safe. */
    void change(Change change) {
        parts.inbox().add(change, this::takeChanges);
    }

    /** Thread-safe. */
    void check(ConnectionWatch.Result result) {
        parts.inbox().add(() -> take(result));
    }

    /** Works until the session has ended. */
    void run() throws InterruptedException {
        round = parts.watch().ask();
        session.closed().thenAccept(lost -> parts.inbox().add(() -> {}));
        if (!parts.listings().areGiven(desired().liveCount())) {
            isSeen = true;
        }
        while (session.isOpen()) {
            watchLease();
            parts.listings().tick(parts.ours(), this::take);
            if (isReady()) {
                parts.loader().fill(this::plan);
                finish();
            }
            tell();
            await();
        }
    }

    private void await() throws InterruptedException {
        long nanos =
                Math.min(parts.listings().dueAt() - System.nanoTime(), pacing.quiet().toNanos());
        Optional<Runnable> event =
                parts.inbox().take(Math.max(nanos, pacing.reconnect().toNanos()));
        for (int count = 1; event.isPresent(); count++) {
            event.get().run();
            event = count < MAX_EVENTS ? parts.inbox().next() : Optional.empty();
        }
    }

    private boolean isReady() {
        return isSeen && checked.isPresent();
    }

    private void take(ConnectionWatch.Result result) {
        if (result.round() < round) {
            return;
        }
        checked = Optional.of(result);
        parts.standing().name(result.local().names());
        judge();
        if (isSeen) {
            planAll();
        }
    }

    private void take(Listing listing) {
        Collection<TunnelId> doubtful = parts.loader().view().compare(listing);
        listing.strays().forEach(parts.loader()::clear);
        if (!isSeen) {
            isSeen = true;
            boolean isClean = listing.tunnels().isEmpty() && listing.strays().isEmpty();
            if (isClean && past == Past.CLEAR) {
                parts.acknowledgements().release();
            }
            planAll();
            return;
        }
        if (doubtful.isEmpty()) {
            return;
        }
        parts.reporter().counts().wiped();
        isReloading = true;
        doubtful.forEach(parts.acknowledgements()::doubt);
        plan(doubtful);
    }

    private void takeChanges() {
        Inbox.Changes changes = parts.inbox().takeChanges();
        changes.urgent().forEach(parts.loader()::addUrgent);
        changes.bulk().forEach(parts.loader()::addBulk);
    }

    /** Everything that is desired or there is looked at once more. */
    private void planAll() {
        plan(desired().all().stream().map(Held::tunnel).toList());
        parts.loader().view().tunnels().forEach(parts.loader()::addBulk);
    }

    private void plan(Collection<TunnelId> tunnels) {
        List<TunnelId> newestFirst =
                tunnels.stream()
                        .flatMap(tunnel -> desired().of(tunnel).stream())
                        .sorted(NEWEST_FIRST)
                        .map(Held::tunnel)
                        .toList();
        newestFirst.stream().limit(MAX_URGENT_RELOAD).forEach(parts.loader()::addUrgent);
        newestFirst.stream().skip(MAX_URGENT_RELOAD).forEach(parts.loader()::addBulk);
        tunnels.forEach(parts.loader()::addBulk);
    }

    /** A second account may have come since, which changes what is safe for all. */
    private KeyPlan plan() {
        Safety before = safety;
        judge();
        if (safety != before) {
            planAll();
        }
        LocalIdentities local = checked.orElseThrow().local();
        return leaseOver.isPresent()
                ? new KeyPlan(Safety.UNSAFE, OnUnsafe.UNLOAD, local)
                : new KeyPlan(safety, policy.onUnsafe(), local);
    }

    private void watchLease() {
        Optional<Instant> now = policy.lease().over();
        if (now.isPresent() != leaseOver.isPresent()) {
            leaseOver = now;
            if (isReady()) {
                planAll();
            }
        }
    }

    private void tell() {
        if (leaseOver.isPresent()) {
            standing.tellLeaseOver(leaseOver.get());
        } else {
            standing.tell(checked, uncheckedSince(), safety, isReloading || !isReady());
        }
    }

    private void judge() {
        boolean isSafe =
                checked.filter(result -> result.findings().areSafe(desired().accounts()))
                        .isPresent();
        safety = isSafe ? safetyByAge() : Safety.UNSAFE;
        parts.watch().pace(isSafe ? ConnectionWatch.Pace.CALM : ConnectionWatch.Pace.UNSAFE);
    }

    private Safety safetyByAge() {
        return uncheckedSince().isPresent() ? Safety.UNKNOWN : Safety.SAFE;
    }

    /** Empty while the last check counts; before the first, the session's begin stands for it. */
    private Optional<Moment> uncheckedSince() {
        Moment last = checked.map(ConnectionWatch.Result::began).orElse(began);
        return Optional.of(last).filter(moment -> moment.isOlderThan(pacing.checkTrust()));
    }

    /** Once all is done: lets it be reported, after one more look where there is any doubt. */
    private void finish() {
        if (!parts.loader().isIdle()) {
            return;
        }
        if (parts.acknowledgements().isReleased()) {
            isReloading = false;
            return;
        }
        if (!parts.listings().areGiven(parts.ours())) {
            parts.acknowledgements().release();
            return;
        }
        parts.listings()
                .ask(
                        parts.ours(),
                        listing -> {
                            take(listing);
                            if (parts.loader().isIdle()) {
                                parts.acknowledgements().release();
                            }
                        });
    }

    private Desired desired() {
        return parts.desired();
    }
}
