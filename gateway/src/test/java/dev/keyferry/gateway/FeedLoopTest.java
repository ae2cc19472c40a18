package dev.keyferry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.desired.RecordCheck;
import dev.keyferry.gateway.desired.SealedCache;
import dev.keyferry.gateway.parts.MemoryFeed;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.gateway.progress.Progress;
import dev.keyferry.gateway.progress.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeedLoopTest {
    private static final SessionId SESSION = new SessionId("a".repeat(SessionId.DIGITS));
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final TestTunnel TUNNEL = TestTunnel.of(1);

    private final TestEdge edge = new TestEdge();
    private final MemoryFeed feed = new MemoryFeed();
    private final Standing standing = new Standing(() -> {});
    private SealedCache cache;
    private Desired desired;
    private Thread loop;

    @TempDir private Path directory;

    @BeforeEach
    void start() {
        cache = SealedCache.open(directory);
        desired =
                new Desired(
                        cache,
                        new RecordCheck(EdgeId.DEFAULT, IkeDomain.DEFAULT, edge.opener()),
                        edge.recordKey(),
                        new Progress(() -> {}));
        FeedLoop feedLoop =
                new FeedLoop(feed, SESSION, desired, standing, new Retry(new Random(1)));
        loop = Thread.ofVirtual().start(feedLoop);
    }

    @AfterEach
    void stop() throws InterruptedException {
        loop.interrupt();
        loop.join();
        cache.close();
    }

    @Test
    void olderDatabaseIsNotFollowedWhenItHasGrownPastWhatWasReached() {
        setKey(1);
        setKey(2);
        awaitVersion(2);
        feed.restore(TestEdge.EPOCH, 1);
        awaitRefusal("up to revision 1");

        setKey(3);
        setKey(4);

        awaitRefusal("up to revision 3");
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void historyThatIsItsOwnAgainIsFollowed() {
        setKey(1);
        awaitVersion(1);
        feed.restore(TestEdge.OTHER_EPOCH, 1);
        awaitRefusal("up to revision 1");

        feed.restore(TestEdge.EPOCH, 1);
        setKey(2);

        awaitVersion(2);
        Awaitility.await().atMost(SOON).until(() -> kind() != Kind.HISTORY_REFUSED);
    }

    @Test
    void epochThatAnOperatorBeganIsFollowedAlsoToAnOlderVersion() {
        setKey(1);
        setKey(2);
        awaitVersion(2);
        feed.restore(TestEdge.EPOCH, 0);
        setKey(1);
        awaitRefusal("up to revision 1");
        assertThat(version()).isEqualTo(2);

        feed.succeed(TestEdge.OTHER_EPOCH, 2);

        awaitVersion(1);
        Awaitility.await().atMost(SOON).until(() -> kind() != Kind.HISTORY_REFUSED);
        assertThat(desired.reached())
                .isEqualTo(new Position.After(TestEdge.OTHER_EPOCH, new Revision(2)));
    }

    @Test
    void afterASuccessionAnOlderEpochIsRefusedAndANewerOneNeedsNoHigherVersion() {
        TestEdge next = new TestEdge(TestEdge.OTHER_EPOCH, edge);
        setKey(5);
        awaitVersion(5);
        feed.succeed(TestEdge.OTHER_EPOCH, 1);
        Awaitility.await().atMost(SOON).until(() -> epoch().equals(TestEdge.OTHER_EPOCH));

        feed.put(next, revision -> next.key(revision, TUNNEL, 3, "a key of the new epoch"));
        awaitVersion(3);

        setKey(9);
        setKeyOfOther(next);
        assertThat(version()).isEqualTo(3);
    }

    private Epoch epoch() {
        return ((Position.After) desired.reached()).epoch();
    }

    /** What comes after it was judged. */
    private void setKeyOfOther(TestEdge next) {
        TestTunnel other = new TestTunnel(2, 2);
        feed.put(next, revision -> next.key(revision, other, 1, "another key"));
        Awaitility.await().atMost(SOON).until(() -> desired.of(other.id()).isPresent());
    }

    @Test
    void refusedHistoryIsToldBeforeAllElse() {
        standing.set(Standing.Part.CHARON, Kind.UNSAFE_CONNECTION, "x");
        standing.set(Standing.Part.FEED, Kind.HISTORY_REFUSED, "y");

        assertThat(kind()).isEqualTo(Kind.HISTORY_REFUSED);
    }

    private void setKey(long version) {
        feed.put(edge, revision -> edge.key(revision, TUNNEL, version, "key " + version));
    }

    private long version() {
        return desired.of(TUNNEL.id()).orElseThrow().record().binding().version().value();
    }

    private Kind kind() {
        return standing.current().kind();
    }

    private void awaitVersion(long version) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> desired.of(TUNNEL.id()).isPresent() && version() == version);
    }

    private void awaitRefusal(String detail) {
        Awaitility.await().atMost(SOON).until(() -> isRefused(standing.current(), detail));
    }

    private static boolean isRefused(GatewayCondition condition, String detail) {
        return condition.kind() == Kind.HISTORY_REFUSED && condition.detail().endsWith(detail);
    }
}
