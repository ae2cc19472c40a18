package dev.keyferry.server.delivery;

import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOrders;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.reauth.Reauthenticating;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.delivery.fleet.Roster;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.reauth.GatewayOrders;
import dev.keyferry.server.usecase.progress.Heard;
import dev.keyferry.server.usecase.progress.Word.Reauthenticated;
import dev.keyferry.server.usecase.reauth.ReadOrders;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where gateways ask for orders to reauthenticate, and tell what came of them. What they told is
 * kept in memory: a call that waits for it ends with its server. Thread-safe.
 */
public final class OrderDesk implements GatewayOrders {
    /** What is kept of each gateway; past that its oldest word is forgotten. */
    static final int MAX_KEPT = 128;

    private final ReadOrders orders;
    private final Roster roster;
    private final Colleagues colleagues;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isOrdered = lock.newCondition();
    private final Condition isTold = lock.newCondition();
    private final Map<GatewayName, Map<Revision, Kind>> told = new HashMap<>();
    private long changes;

    /**
     * @param colleagues are told what gateways tell here
     */
    public OrderDesk(ReadOrders orders, FeedHub hub, Colleagues colleagues, InstantSource clock) {
        this.orders = orders;
        this.roster = hub.roster();
        this.colleagues = colleagues;
        this.clock = clock;
        hub.onOrder(this::wake);
        roster.watch(this::wake);
    }

    @Override
    public Reauthenticating of(GatewayName gateway) {
        return new Reauthenticating() {
            @Override
            public ReauthOrders orders(ReauthQuestion question) throws InterruptedException {
                return OrderDesk.this.orders(gateway, question);
            }

            @Override
            public void tell(ReauthOutcome outcome) throws InterruptedException {
                take(gateway, outcome);
            }
        };
    }

    @Override
    public Map<GatewayName, Kind> await(
            Revision number, Set<GatewayName> gateways, Duration patience)
            throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (left > 0 && told(number, gateways).size() < gateways.size()) {
                left = isTold.awaitNanos(left);
            }
            return told(number, gateways);
        } finally {
            lock.unlock();
        }
    }

    /** No order is missed: what is new is noted first, then read, then waited for. */
    private ReauthOrders orders(GatewayName gateway, ReauthQuestion question)
            throws InterruptedException {
        long deadline = System.nanoTime() + question.patience().toNanos();
        while (true) {
            long known = changes();
            ReauthOrders open = read(gateway, question.after());
            long left = deadline - System.nanoTime();
            if (!open.orders().isEmpty() || left <= 0) {
                return open;
            }
            awaitPast(known, left);
        }
    }

    private ReauthOrders read(GatewayName gateway, Revision after) throws InterruptedException {
        Gateway served = served(gateway);
        if (served.state() != Gateway.State.ACTIVE) {
            // Nobody would hear what came of it.
            return new ReauthOrders(List.of());
        }
        try {
            return orders.open(served.edge(), after);
        } catch (StoreUnavailable e) {
            throw new FeedUnavailable("the control plane cannot read its store", e);
        }
    }

    /** What a gateway told another server. */
    public void heard(Reauthenticated word) {
        if (roster.find(word.gateway()).isPresent()) {
            var _ = keep(word.gateway(), word.outcomes());
        }
    }

    private void take(GatewayName gateway, ReauthOutcome outcome) throws InterruptedException {
        GatewayName name = served(gateway).name();
        Map<Revision, Kind> kept = keep(name, Map.of(outcome.number(), outcome.kind()));
        try {
            colleagues.tell(new Heard(new Reauthenticated(name, kept), clock.instant()));
        } catch (StoreUnavailable e) {
            throw new FeedUnavailable("the control plane cannot write its store", e);
        }
    }

    /** Keeps what is new, and returns all that is kept of the gateway. */
    private Map<Revision, Kind> keep(GatewayName gateway, Map<Revision, Kind> outcomes) {
        lock.lock();
        try {
            Map<Revision, Kind> own = told.computeIfAbsent(gateway, _ -> new LinkedHashMap<>());
            outcomes.forEach(own::putIfAbsent);
            while (own.size() > MAX_KEPT) {
                own.remove(own.keySet().iterator().next());
            }
            isTold.signalAll();
            return Map.copyOf(own);
        } finally {
            lock.unlock();
        }
    }

    private Gateway served(GatewayName gateway) {
        return roster.find(gateway).orElseThrow(Refusal.UnknownToken::new);
    }

    private Map<GatewayName, Kind> told(Revision number, Set<GatewayName> gateways) {
        Map<GatewayName, Kind> found = new HashMap<>();
        for (GatewayName gateway : gateways) {
            Optional.ofNullable(told.getOrDefault(gateway, Map.of()).get(number))
                    .ifPresent(kind -> found.put(gateway, kind));
        }
        return found;
    }

    private void wake() {
        lock.lock();
        try {
            changes++;
            isOrdered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    private void awaitPast(long known, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (changes == known && left > 0) {
                left = isOrdered.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
