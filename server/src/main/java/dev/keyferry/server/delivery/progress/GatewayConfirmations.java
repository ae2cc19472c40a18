package dev.keyferry.server.delivery.progress;

import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.identity.ReservedNames;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.delivery.fleet.Roster;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.identity.EdgeNames;
import dev.keyferry.server.usecase.port.Confirmations;
import dev.keyferry.server.usecase.port.GatewayView;
import dev.keyferry.server.usecase.progress.Heard;
import dev.keyferry.server.usecase.progress.Word.Reported;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The latest report of each gateway, and the calls that wait for one. A report wakes only the calls
 * that it releases. Kept in memory: after a restart the gateways report again. What other servers
 * hear counts as what this one does. Thread-safe.
 */
public final class GatewayConfirmations
        implements Confirmations, EdgeNames, ProgressReads.WaitingCalls {
    private final InstantSource clock;
    private final Epoch epoch;
    private final Roster roster;
    private final LoadTimes loadTimes;
    private final Colleagues colleagues;
    private final Map<GatewayName, GatewayProgress> progress = new HashMap<>();

    /** What was asked for since the names last changed; one bulk create asks ten thousand times. */
    private final Map<EdgeId, ReservedNames> reserved = new HashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isAsked = lock.newCondition();
    private final Set<Call> calls = new HashSet<>();

    /**
     * @param epoch the store's; positions in another one do not count
     * @param roster the gateways that there are
     * @param loadTimes hears of every report to this server
     * @param colleagues are told of each that is shared
     */
    public GatewayConfirmations(
            Epoch epoch,
            Roster roster,
            LoadTimes loadTimes,
            Colleagues colleagues,
            InstantSource clock) {
        this.epoch = epoch;
        this.roster = roster;
        this.loadTimes = loadTimes;
        this.colleagues = colleagues;
        this.clock = clock;
        roster.watch(this::gatewaysChanged);
    }

    /**
     * A call that waits. It remembers one gateway that it cannot go without, since as long as that
     * one has not moved, the word of a thousand others need not be weighed again and again.
     */
    private static final class Call {
        private final Map<EdgeId, WantedRevisions> wanted;
        private final Condition isReleased;
        private Optional<GatewayName> blocker = Optional.empty();

        Call(Map<EdgeId, WantedRevisions> wanted, Condition isReleased) {
            this.wanted = wanted;
            this.isReleased = isReleased;
        }

        boolean mayBeReleasedBy(GatewayName moved) {
            return blocker.filter(name -> !name.equals(moved)).isEmpty();
        }
    }

    @Override
    public void await(Map<EdgeId, Set<Revision>> revisions, Duration patience)
            throws InterruptedException {
        Map<EdgeId, WantedRevisions> wanted = new HashMap<>();
        revisions.forEach((edge, some) -> wanted.put(edge, WantedRevisions.of(some)));
        Call call = new Call(wanted, lock.newCondition());
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            calls.add(call);
            isAsked.signalAll();
            long left = patience.toNanos();
            while (left > 0 && !isReleased(call)) {
                call.isReleased.awaitNanos(Math.min(left, nanosToNextSilence(call)));
                left = deadline - System.nanoTime();
            }
        } finally {
            calls.remove(call);
            lock.unlock();
        }
    }

    @Override
    public void await(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (left > 0 && calls.isEmpty()) {
                left = isAsked.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<GatewayView> gateways(EdgeId edge) {
        lock.lock();
        try {
            Instant now = clock.instant();
            return awaited(edge).<GatewayView>map(p -> p.snapshot(now)).toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<GatewayView> gateway(GatewayName name) {
        lock.lock();
        try {
            Instant now = clock.instant();
            return roster.find(name).map(this::progressOf).map(p -> p.snapshot(now));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ReservedNames of(EdgeId edge) {
        lock.lock();
        try {
            return reserved.computeIfAbsent(edge, this::reservedNames);
        } finally {
            lock.unlock();
        }
    }

    public void pollBegins(GatewayName gateway, SessionId session) {
        change(gateway, known -> known.pollBegins(session, clock.instant()));
    }

    public void pollEnds(GatewayName gateway, SessionId session) {
        change(gateway, known -> known.pollEnds(session, clock.instant()));
    }

    public void report(GatewayName gateway, Report report) {
        changeNames(gateway, known -> known.report(report, clock.instant()));
    }

    /**
     * Tells the other servers of a report to this one, unless it is of a run of the agent that is
     * over.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if they cannot be told
     */
    public void share(GatewayName gateway, Report report) throws InterruptedException {
        Instant now = clock.instant();
        if (isOfPresentRun(gateway, report)) {
            colleagues.tell(new Heard(new Reported(gateway, report), now));
        }
    }

    /** Takes a report that another server heard then. */
    public void heard(Reported word, Instant then) {
        Instant now = clock.instant();
        Instant on = then.isAfter(now) ? now : then;
        changeNames(word.gateway(), known -> known.heard(word.report(), on, now));
    }

    private boolean isOfPresentRun(GatewayName gateway, Report report) {
        lock.lock();
        try {
            return Optional.ofNullable(progress.get(gateway))
                    .filter(known -> known.isOfPresentRun(report.session()))
                    .isPresent();
        } finally {
            lock.unlock();
        }
    }

    private void changeNames(GatewayName gateway, Consumer<GatewayProgress> change) {
        change(
                gateway,
                known -> {
                    LocalNames before = known.names();
                    change.accept(known);
                    if (!known.names().equals(before)) {
                        reserved.clear();
                    }
                });
    }

    private ReservedNames reservedNames(EdgeId edge) {
        return new ReservedNames(
                progressOf(edge).stream().flatMap(p -> p.names().texts().stream()).toList());
    }

    private void change(GatewayName gateway, Consumer<GatewayProgress> change) {
        lock.lock();
        try {
            roster.find(gateway).map(this::progressOf).ifPresent(change);
            calls.stream()
                    .filter(call -> call.mayBeReleasedBy(gateway))
                    .forEach(this::releaseIfSettled);
        } finally {
            lock.unlock();
        }
    }

    private void gatewaysChanged() {
        lock.lock();
        try {
            progress.keySet().removeIf(name -> roster.find(name).isEmpty());
            reserved.clear();
            calls.forEach(this::releaseIfSettled);
        } finally {
            lock.unlock();
        }
    }

    private void releaseIfSettled(Call call) {
        if (isReleased(call)) {
            call.isReleased.signal();
        }
    }

    private boolean isReleased(Call call) {
        Instant now = clock.instant();
        call.blocker =
                call.wanted.entrySet().stream()
                        .flatMap(wanted ->
                                awaited(wanted.getKey())
                                        .filter(p -> !p.isSettled(wanted.getValue(), now)))
                        .map(GatewayProgress::name)
                        .findFirst();
        return call.blocker.isEmpty();
    }

    // Silence is no event, so a waiting call looks again when a gateway may have fallen silent.
    private long nanosToNextSilence(Call call) {
        Instant now = clock.instant();
        return call.wanted.keySet().stream()
                .flatMap(this::awaited)
                .flatMap(p -> p.reachableUntil().stream())
                .filter(until -> !until.isBefore(now))
                .map(until -> Duration.between(now, until).plusMillis(1).toNanos())
                .min(Long::compare)
                .orElse(Long.MAX_VALUE);
    }

    private List<GatewayProgress> progressOf(EdgeId edge) {
        return roster.of(edge).stream().map(this::progressOf).toList();
    }

    /** Those for which calls wait. */
    private Stream<GatewayProgress> awaited(EdgeId edge) {
        return roster.of(edge).stream()
                .filter(gateway -> gateway.state() == Gateway.State.ACTIVE)
                .map(this::progressOf);
    }

    private GatewayProgress progressOf(Gateway gateway) {
        return progress.computeIfAbsent(
                gateway.name(),
                name -> new GatewayProgress(name, epoch, loadTimes.watch(gateway.edge())));
    }
}
