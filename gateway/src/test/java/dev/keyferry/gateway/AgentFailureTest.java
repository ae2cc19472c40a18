package dev.keyferry.gateway;

import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.gateway.lease.Lease;
import dev.keyferry.gateway.parts.MemoryAudit;
import dev.keyferry.gateway.parts.MemoryOrders;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.rules.OnUnsafe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent in whose threads something fails that nobody foresaw. */
final class AgentFailureTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir Path directory;

    @Test
    void loopRunsAgainAfterAnErrorOfTheVirtualMachine() {
        BrokenFeed feed = new BrokenFeed();
        TestEdge edge = new TestEdge();
        AgentOptions options =
                new AgentOptions(
                        GatewayName.LOCAL,
                        EdgeId.DEFAULT,
                        TestEdge.DEPLOYMENT,
                        IkeDomain.DEFAULT,
                        directory.resolve("no-charon"),
                        Set.of(),
                        directory.resolve("cache"),
                        List.of(edge.edgeKey()),
                        edge.recordKey(),
                        Set.of(),
                        OnUnsafe.UNLOAD,
                        Lease.ENDLESS);

        try (Agent _ =
                Agent.start(
                        options,
                        new ControlPlane(
                                feed, new MemoryOrders(), new MemoryAudit(), Optional.empty()))) {
            await().atMost(SOON).until(() -> feed.polls.get() > 1);
        }
    }

    /** Fails at the first poll, and answers every later one. */
    private static final class BrokenFeed implements Feed {
        private final AtomicInteger polls = new AtomicInteger();

        @Override
        public PollAnswer poll(Poll poll) {
            if (polls.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            return new PollAnswer.Reset(TestEdge.EPOCH, Revision.NONE);
        }

        @Override
        public void report(Report report) {}

        @Override
        public void evidence(Evidence evidence) {}
    }
}
