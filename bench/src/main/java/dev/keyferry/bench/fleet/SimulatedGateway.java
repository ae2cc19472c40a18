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
import dev.keyferry.feed.id.SessionId;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * Does over the wire what a gateway does whose charon takes no time: it waits for news, and reports
 * it as loaded. Thread-safe.
 */
final class SimulatedGateway implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LeanFeed feed;
    private final Arrivals arrivals;
    private final SessionId session;
    private final Thread thread;
    private volatile boolean isClosed;

    private SimulatedGateway(LeanFeed feed, Arrivals arrivals, SessionId session) {
        this.feed = feed;
        this.arrivals = arrivals;
        this.session = session;
        this.thread = Thread.ofVirtual().name("gateway").unstarted(this::follow);
    }

    /** Starts it; it follows the feed until it is closed. */
    static SimulatedGateway start(LeanFeed feed, Arrivals arrivals) {
        byte[] session = new byte[SessionId.DIGITS / 2];
        RANDOM.nextBytes(session);
        SimulatedGateway gateway =
                new SimulatedGateway(
                        feed, arrivals, new SessionId(HexFormat.of().formatHex(session)));
        gateway.thread.start();
        return gateway;
    }

    private void follow() {
        Position position = new Position.Start();
        try {
            while (true) {
                PollAnswer answer = feed.poll(new Poll(session, position, Poll.MAX_PATIENCE));
                if (!(answer instanceof Page page)) {
                    throw new IllegalStateException("a gateway was told to reset");
                }
                if (!page.records().isEmpty()) {
                    arrivals.add();
                }
                Position reached = new Position.After(page.epoch(), page.upTo());
                if (!reached.equals(position)) {
                    feed.report(loaded(page));
                }
                position = reached;
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            if (!isClosed) {
                arrivals.fail(e);
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
    }
}
