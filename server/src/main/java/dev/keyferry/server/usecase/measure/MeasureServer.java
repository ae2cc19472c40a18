package dev.keyferry.server.usecase.measure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.gateway.ReadGateways;
import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import dev.keyferry.server.usecase.port.GatewayView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Measures a server at a bounded cost: however many ask, the store is read twice in {@link
 * #GOOD_FOR} at most. Thread-safe.
 */
public final class MeasureServer {
    /** How long a measurement is shown again. */
    public static final Duration GOOD_FOR = Duration.ofSeconds(10);

    private final StoreMeasures store;
    private final ReadGateways gateways;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Kept> kept = Optional.empty();

    public MeasureServer(StoreMeasures store, ReadGateways gateways, InstantSource clock) {
        this.store = store;
        this.gateways = gateways;
        this.clock = clock;
    }

    private record Kept(Measured measured, Instant from) {
        // A clock that was set back makes nothing last longer.
        boolean isGood(Instant now) {
            return !now.isBefore(from) && now.isBefore(from.plus(GOOD_FOR));
        }
    }

    /**
     * Returns a measurement that is not older than {@link #GOOD_FOR}. One that fails is not kept.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if the store failed
     * @throws dev.keyferry.server.usecase.refusal.Refusal.Busy if too many reads wait
     */
    public Measured measure() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Instant now = clock.instant();
            Optional<Measured> good = kept.filter(k -> k.isGood(now)).map(Kept::measured);
            if (good.isPresent()) {
                return good.get();
            }
            Measured measured = measure(now);
            kept = Optional.of(new Kept(measured, now));
            return measured;
        } finally {
            lock.unlock();
        }
    }

    /** How the store's writer is at this moment; nothing is read. */
    public WriterCounts writer() {
        return store.writer();
    }

    private Measured measure(Instant now) throws InterruptedException {
        StoreMeasures.Content content = store.content();
        List<Seen> seen =
                gateways.list().stream()
                        .filter(one -> one.gateway().state() != Gateway.State.REVOKED)
                        .toList();
        return new Measured(
                content.tunnels(),
                KeyCounts.of(content.keys(), settled(seen), now),
                content.unmatched(),
                store.writer(),
                seen);
    }

    /** How far those have come for which keys wait. */
    private static Map<EdgeId, List<Revision>> settled(List<Seen> seen) {
        return seen.stream()
                .filter(one -> one.gateway().state() == Gateway.State.ACTIVE)
                .collect(
                        groupingBy(
                                one -> one.gateway().edge(),
                                mapping(
                                        one ->
                                                one.view()
                                                        .flatMap(GatewayView::through)
                                                        .orElse(Revision.NONE),
                                        toList())));
    }
}
