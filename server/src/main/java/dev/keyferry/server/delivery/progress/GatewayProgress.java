package dev.keyferry.server.delivery.progress;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of one gateway since this process started. Confined by its owner's lock. */
final class GatewayProgress {
    /** A gateway that was not heard of for longer is not waited for. */
    static final Duration REACHABLE_FOR = Duration.ofSeconds(10);

    /** Former runs of the agent whose late reports are told apart. */
    static final int MAX_FORMER_SESSIONS = 16;

    private final GatewayName name;
    private final Epoch epoch;
    private final LoadTimes.Watch loads;
    private final Deque<SessionId> former = new ArrayDeque<>();
    private final Steps delivered = new Steps();
    private final Steps settled = new Steps();
    private Optional<SessionId> session = Optional.empty();
    private Optional<Instant> lastSeen = Optional.empty();
    private Optional<Report> report = Optional.empty();
    private Instant reportedAt = Instant.EPOCH;
    private Map<TunnelId, TunnelException> exceptions = Map.of();
    private LocalNames names = LocalNames.NONE;
    private int polls;

    GatewayProgress(GatewayName name, Epoch epoch, LoadTimes.Watch loads) {
        this.name = name;
        this.epoch = epoch;
        this.loads = loads;
    }

    GatewayName name() {
        return name;
    }

    void pollBegins(SessionId from, Instant now) {
        if (isCurrent(from)) {
            lastSeen = Optional.of(now);
            polls++;
        }
    }

    void pollEnds(SessionId from, Instant now) {
        if (session.filter(from::equals).isPresent()) {
            lastSeen = Optional.of(now);
            polls = Math.max(0, polls - 1);
        }
    }

    void report(Report newest, Instant now) {
        if (isCurrent(newest.session())) {
            lastSeen = Optional.of(now);
            take(newest, now);
            if (isOfThisHistory(newest)) {
                loads.reported(newest, now);
            }
        }
    }

    boolean isOfPresentRun(SessionId from) {
        return session.filter(from::equals).isPresent();
    }

    /**
     * A report that another server heard then. What was heard here since is newer, and a run of the
     * agent that was not heard here takes the place of one only if that was not heard since.
     */
    void heard(Report other, Instant then, Instant now) {
        Instant known = isOfPresentRun(other.session()) ? reportedAt : newest(reportedAt, lastSeen);
        boolean isOld = !then.isAfter(known) && !known.isAfter(now);
        if (!isOld && isCurrent(other.session())) {
            if (lastSeen.filter(then::isBefore).isEmpty()) {
                lastSeen = Optional.of(then);
            }
            take(other, then);
            if (isOfThisHistory(other)) {
                loads.skip(other);
            }
        }
    }

    private void take(Report newest, Instant now) {
        report = Optional.of(newest);
        reportedAt = now;
        exceptions = byTunnel(newest.exceptions());
        // An agent that has just started has not looked at its charon yet.
        if (!newest.names().texts().isEmpty()) {
            names = newest.names();
        }
        if (isOfThisHistory(newest)) {
            delivered.move(newest.delivered(), now);
            settled.move(newest.through(), now);
        } else {
            delivered.clear();
            settled.clear();
        }
    }

    LocalNames names() {
        return names;
    }

    boolean isReachable(Instant now) {
        return polls > 0 || lastSeen.filter(seen -> isRecent(seen, now)).isPresent();
    }

    /** When the gateway stops being reachable if it stays silent; empty if it never does. */
    Optional<Instant> reachableUntil() {
        return polls > 0 ? Optional.empty() : lastSeen.map(seen -> seen.plus(REACHABLE_FOR));
    }

    /** True if waiting for the gateway brings nothing more. */
    boolean isSettled(WantedRevisions wanted, Instant now) {
        return !isReachable(now)
                || report.map(Report::condition)
                        .map(GatewayCondition::kind)
                        .filter(GatewayCondition.Kind::isStanding)
                        .isPresent()
                || ownReport().filter(wanted::isCoveredBy).isPresent();
    }

    GatewaySnapshot snapshot(Instant now) {
        return new GatewaySnapshot(
                name,
                isReachable(now),
                lastSeen,
                report.map(Report::condition),
                ownReport(),
                new GatewaySnapshot.History(delivered.copy(), settled.copy(), reportedAt),
                exceptions);
    }

    private Optional<Report> ownReport() {
        return report.filter(this::isOfThisHistory);
    }

    /**
     * Positions in another history mean nothing here. It may also be another one of the same epoch:
     * a gateway that refuses it saw more than an older database has, and its positions are of keys
     * that this one never had.
     */
    private boolean isOfThisHistory(Report newest) {
        return newest.epoch().equals(epoch)
                && newest.condition().kind() != GatewayCondition.Kind.HISTORY_REFUSED;
    }

    /** True if the agent's present run speaks; a run that was not heard before is the present. */
    private boolean isCurrent(SessionId from) {
        if (session.filter(from::equals).isPresent()) {
            return true;
        }
        if (former.contains(from)) {
            return false;
        }
        session.ifPresent(former::addLast);
        if (former.size() > MAX_FORMER_SESSIONS) {
            former.removeFirst();
        }
        session = Optional.of(from);
        forget();
        return true;
    }

    private void forget() {
        report = Optional.empty();
        exceptions = Map.of();
        delivered.clear();
        settled.clear();
        polls = 0;
    }

    private static Instant newest(Instant one, Optional<Instant> other) {
        return other.filter(one::isBefore).orElse(one);
    }

    /** A clock that was set back must not leave a silent gateway reachable until it catches up. */
    private static boolean isRecent(Instant seen, Instant now) {
        return Duration.between(seen, now).abs().compareTo(REACHABLE_FOR) <= 0;
    }

    private static Map<TunnelId, TunnelException> byTunnel(List<TunnelException> exceptions) {
        Map<TunnelId, TunnelException> byTunnel = HashMap.newHashMap(exceptions.size());
        exceptions.forEach(exception -> byTunnel.put(exception.tunnel(), exception));
        return Map.copyOf(byTunnel);
    }
}
