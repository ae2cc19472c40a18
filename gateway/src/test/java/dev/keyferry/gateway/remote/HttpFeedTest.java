package dev.keyferry.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.codec.PollCodec;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.wire.Problem;
import dev.keyferry.gateway.remote.TlsServer.Said;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpFeedTest {
    private static final Poll POLL =
            new Poll(
                    new SessionId("0".repeat(SessionId.DIGITS)),
                    new Position.Start(),
                    Poll.MAX_PATIENCE);
    private static final Page EMPTY =
            new Page(
                    new Epoch("1".repeat(Epoch.DIGITS)),
                    new Revision(0),
                    new Revision(0),
                    new Revision(0),
                    List.of(),
                    List.of());
    private static final Report REPORT =
            new Report(
                    POLL.session(),
                    EMPTY.epoch(),
                    new Revision(0),
                    new Revision(0),
                    List.of(),
                    new GatewayCondition(Kind.SERVING, "", Assurance.ASSURED),
                    List.of(),
                    LocalNames.NONE);

    @TempDir private Path directory;
    private TlsServer server;
    private ServerLink link;
    private Feed feed;

    @BeforeEach
    void open() throws Exception {
        TestAuthority authority = new TestAuthority(directory);
        server = TlsServer.over(authority.issue("ip:127.0.0.1"));
        server.answering(_ -> page());
        link = new ServerLink(server.address(), Authority.read(authority.pem()));
        feed = new HttpFeed(link, GatewayToken.random(new SecureRandom()));
    }

    @AfterEach
    void close() {
        link.close();
        server.close();
    }

    @Test
    void waitsForNewsOnlyOnceItIsLinked() throws InterruptedException {
        assertThat(feed.poll(POLL)).isEqualTo(EMPTY);
        assertThat(feed.poll(POLL)).isEqualTo(EMPTY);
        server.answering(_ -> new Said(503, problem(Problem.Kind.UNAVAILABLE)));
        assertThatThrownBy(() -> feed.poll(POLL)).isInstanceOf(FeedUnavailable.class);
        server.answering(_ -> page());
        feed.poll(POLL);
        feed.poll(POLL);

        assertThat(server.asked())
                .extracting(asked -> PollCodec.decode(asked.body().toArray()).patience())
                .containsExactly(
                        Duration.ZERO,
                        Poll.MAX_PATIENCE,
                        Poll.MAX_PATIENCE,
                        Duration.ZERO,
                        Poll.MAX_PATIENCE);
    }

    @Test
    void reportsAreSentWhilePollsAreTakenAndNotElse() throws InterruptedException {
        assertThatThrownBy(() -> feed.report(REPORT)).isInstanceOf(FeedUnavailable.class);
        feed.poll(POLL);
        feed.report(REPORT);
        server.answering(_ -> new Said(401, problem(Problem.Kind.UNAUTHORIZED)));
        assertThatThrownBy(() -> feed.poll(POLL)).isInstanceOf(FeedUnavailable.class);
        assertThatThrownBy(() -> feed.report(REPORT))
                .isInstanceOf(FeedUnavailable.class)
                .hasMessageContaining("does not accept this gateway's token");

        assertThat(server.asked())
                .extracting(TlsServer.Asked::path)
                .containsExactly(
                        GatewayCall.POLL.path(),
                        GatewayCall.REPORT.path(),
                        GatewayCall.POLL.path());
    }

    @Test
    void whatIsNoPageIsAFeedThatIsAway() {
        server.answering(_ -> new Said(200, new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> feed.poll(POLL))
                .isInstanceOf(FeedUnavailable.class)
                .hasMessageContaining("does not answer like a server that takes gateways");
    }

    @Test
    void aPollEndsWithItsThread() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        server.answering(_ -> {
            asked.countDown();
            never.await();
            return page();
        });
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        Thread poller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                PollAnswer answer = feed.poll(POLL);
                                throw new AssertionError(answer);
                            } catch (InterruptedException e) {
                                wasInterrupted.set(true);
                            }
                        });
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        poller.interrupt();

        assertThat(poller.join(Duration.ofSeconds(10))).isTrue();
        assertThat(wasInterrupted).isTrue();
    }

    private static Said page() {
        return new Said(200, PageCodec.encode(EMPTY));
    }

    private static byte[] problem(Problem.Kind kind) {
        return new Problem(kind, "so it is").encode();
    }
}
