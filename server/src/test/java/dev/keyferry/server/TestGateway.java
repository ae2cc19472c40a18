package dev.keyferry.server;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.codec.ReportCodec;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.Opener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A gateway without a charon: it reads the feed and reports what a test wants. Everything takes the
 * way through the codecs.
 */
public final class TestGateway implements AutoCloseable {
    public static final GatewayCondition SERVING =
            new GatewayCondition(Kind.SERVING, "", Assurance.ASSURED);

    private final Feed feed;
    private final SessionId session;
    private final Map<TunnelId, TunnelRecord> records = new HashMap<>();
    private final Map<TunnelId, String> keys = new HashMap<>();
    private LocalNames names = LocalNames.NONE;
    private volatile Position position = new Position.Start();
    private Optional<Thread> follower = Optional.empty();

    public TestGateway(Feed feed, char session) {
        this.feed = feed;
        this.session = new SessionId(String.valueOf(session).repeat(SessionId.DIGITS));
    }

    /** Reads all that there is now, opening keys if it is given an opener. */
    public Revision pull(Optional<Opener> opener) throws InterruptedException {
        while (true) {
            Page page = (Page) poll(Duration.ZERO);
            take(page, opener);
            if (page.isLast()) {
                return page.upTo();
            }
        }
    }

    public PollAnswer poll(Duration patience) throws InterruptedException {
        PollAnswer answer = feed.poll(new Poll(session, position, patience));
        return PageCodec.decode(PageCodec.encode(answer));
    }

    /** Has every later report tell these as the gateway's own names. */
    public TestGateway named(String... own) {
        names = new LocalNames(List.of(own));
        return this;
    }

    public void report(Revision delivered, Revision through, GatewayCondition condition) {
        report(delivered, through, condition, List.of());
    }

    public void report(
            Revision delivered,
            Revision through,
            GatewayCondition condition,
            List<TunnelException> exceptions) {
        Report report =
                new Report(
                        session,
                        epoch(),
                        delivered,
                        through,
                        List.of(),
                        condition,
                        exceptions,
                        names);
        try {
            feed.report(ReportCodec.decode(ReportCodec.encode(report)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Polls and confirms everything, on a thread of its own, until closed. */
    public TestGateway follow() {
        follower = Optional.of(Thread.ofVirtual().start(this::followUntilInterrupted));
        return this;
    }

    public Map<TunnelId, TunnelRecord> records() {
        return records;
    }

    /** How far it has read. */
    public Position position() {
        return position;
    }

    /** The opened keys, as text. */
    public Map<TunnelId, String> keys() {
        return keys;
    }

    @Override
    public void close() {
        follower.ifPresent(Thread::interrupt);
    }

    private Epoch epoch() {
        return switch (position) {
            case Position.After after -> after.epoch();
            case Position.Start start -> throw new IllegalStateException("nothing was read yet");
        };
    }

    private void take(Page page, Optional<Opener> opener) {
        Map<Object, SealedDataKey> dataKeys = new HashMap<>();
        page.dataKeys().forEach(key -> dataKeys.put(key.id(), key));
        for (TunnelRecord record : page.records()) {
            TunnelId tunnel = record.binding().tunnel();
            records.put(tunnel, record);
            keys.remove(tunnel);
            if (opener.isPresent() && record instanceof KeyRecord key) {
                byte[] psk =
                        opener.get()
                                .open(key, Objects.requireNonNull(dataKeys.get(key.dataKey())))
                                .reveal();
                keys.put(tunnel, new String(psk, StandardCharsets.UTF_8));
                Arrays.fill(psk, (byte) 0);
            }
            opener.ifPresent(o -> o.check(record));
        }
        position = new Position.After(page.epoch(), page.upTo());
    }

    private void followUntilInterrupted() {
        try {
            while (true) {
                Page page = (Page) poll(Poll.MAX_PATIENCE);
                take(page, Optional.empty());
                report(page.upTo(), page.upTo(), SERVING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
