package dev.keyferry.gateway.parts;

import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.codec.ReauthCodec;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOrders;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.reauth.Reauthenticating;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Orders that are kept in memory, and shown to the agent also when they are over: what it does not
 * take is its own choice. Everything goes through the codecs. Thread-safe.
 */
public final class MemoryOrders implements Reauthenticating {
    private final List<ReauthOrder> orders = new ArrayList<>();
    private final List<ReauthOutcome> outcomes = new ArrayList<>();
    private int questions;
    private boolean isAway;

    /** Gives an order of the edge for the next seconds. */
    public ReauthOrder give(TestEdge edge, TestTunnel tunnel, long version) {
        return give(edge, tunnel, version, Instant.now().plusSeconds(10));
    }

    public synchronized ReauthOrder give(
            TestEdge edge, TestTunnel tunnel, long version, Instant until) {
        Revision number = orders.isEmpty() ? Revision.NONE : orders.getLast().number();
        return put(edge.reauth(number.next(), tunnel, new PskVersion(version), until));
    }

    /** Puts whatever order. */
    public synchronized ReauthOrder put(ReauthOrder order) {
        orders.add(order);
        notifyAll();
        return order;
    }

    public synchronized void remove(ReauthOrder order) {
        orders.remove(order);
    }

    /** The control plane cannot be told outcomes, or can again. */
    public synchronized void setAway(boolean away) {
        isAway = away;
    }

    /** How often the agent asked. */
    public synchronized int questions() {
        return questions;
    }

    public synchronized Optional<Kind> outcome(ReauthOrder order) {
        return outcomes.stream()
                .filter(outcome -> outcome.number().equals(order.number()))
                .map(ReauthOutcome::kind)
                .findFirst();
    }

    public synchronized List<ReauthOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    @Override
    public synchronized ReauthOrders orders(ReauthQuestion question) throws InterruptedException {
        questions++;
        ReauthQuestion asked = ReauthCodec.decodeQuestion(ReauthCodec.encode(question));
        long deadline = System.nanoTime() + asked.patience().toNanos();
        while (after(asked.after()).isEmpty()) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive()) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left.toNanos());
        }
        return ReauthCodec.decodeOrders(ReauthCodec.encode(new ReauthOrders(after(asked.after()))));
    }

    @Override
    public synchronized void tell(ReauthOutcome outcome) {
        if (isAway) {
            throw new FeedUnavailable("away", new IOException("away"));
        }
        outcomes.add(ReauthCodec.decodeOutcome(ReauthCodec.encode(outcome)));
    }

    private List<ReauthOrder> after(Revision number) {
        return orders.stream().filter(order -> order.number().isAfter(number)).toList();
    }
}
