package dev.keyferry.bench.fleet;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.reauth.ReauthQuestion;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Does over the wire what a gateway does whose charon takes no time: it waits for news, and reports
 * it as loaded, and over another connection it waits for orders. Thread-safe.
 */
final class SimulatedGateway implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LeanLink feed;
    private final LeanLink orders;
    private final Arrivals arrivals;
    private final SessionId session;
    private final List<Thread> threads;
    private volatile boolean isClosed;

    private SimulatedGateway(LeanLink feed, LeanLink orders, Arrivals arrivals, SessionId session) {
        this.feed = feed;
        this.orders = orders;
        this.arrivals = arrivals;
        this.session = session;
        this.threads =
                List.of(
                        Thread.ofVirtual().name("gateway-feed").unstarted(() -> run(this::follow)),
                        Thread.ofVirtual()
                                .name("gateway-orders")
                                .unstarted(() -> run(this::awaitOrders)));
    }

    /** Starts it; it follows the feed until it is closed. */
    static SimulatedGateway start(LeanLink feed, LeanLink orders, Arrivals arrivals) {
        SimulatedGateway gateway = new SimulatedGateway(feed, orders, arrivals, freshSession());
        gateway.threads.forEach(Thread::start);
        return gateway;
    }

    /** Reads all pages that there are, and returns how many records stood on them. */
    static int readAll(LeanLink feed) {
        SessionId session = freshSession();
        Position position = new Position.Start();
        int records = 0;
        while (true) {
            Page page = page(feed.poll(new Poll(session, position, Duration.ZERO)));
            records += page.records().size();
            if (page.isLast()) {
                return records;
            }
            position = new Position.After(page.epoch(), page.upTo());
        }
    }

    private static SessionId freshSession() {
        byte[] session = new byte[SessionId.DIGITS / 2];
        RANDOM.nextBytes(session);
        return new SessionId(HexFormat.of().formatHex(session));
    }

    private static Page page(PollAnswer answer) {
        if (!(answer instanceof Page page)) {
            throw new IllegalStateException("a gateway was told to reset");
        }
        return page;
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (UncheckedIOException | IllegalStateException e) {
            if (!isClosed) {
                arrivals.fail(e);
            }
        }
    }

    private void follow() {
        Position position = new Position.Start();
        while (!isClosed) {
            Page page = page(feed.poll(new Poll(session, position, Poll.MAX_PATIENCE)));
            if (!page.records().isEmpty()) {
                arrivals.add();
            }
            Position reached = new Position.After(page.epoch(), page.upTo());
            if (!reached.equals(position)) {
                feed.report(loaded(page));
            }
            position = reached;
        }
    }

    private void awaitOrders() {
        ReauthQuestion question = new ReauthQuestion(Revision.NONE, Poll.MAX_PATIENCE);
        while (!isClosed) {
            if (orders.orders(question) > 0) {
                throw new IllegalStateException("a gateway was given an order");
            }
        }
    }

    private Report loaded(Page page) {
        return new Report(
                session,
                page.epoch(),
                page.upTo(),
                page.upTo(),
                List.of(),
                new GatewayCondition(Kind.SERVING, "", Assurance.ASSURED),
                List.of(),
                LocalNames.NONE);
    }

    @Override
    public void close() {
        isClosed = true;
        feed.close();
        orders.close();
    }
}
