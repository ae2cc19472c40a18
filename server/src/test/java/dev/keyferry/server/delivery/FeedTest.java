package dev.keyferry.server.delivery;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.History;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.delivery.progress.GatewayConfirmations;
import dev.keyferry.server.delivery.progress.LoadTimes;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.evidence.KeepEvidence;
import dev.keyferry.server.usecase.port.Records;
import dev.keyferry.server.usecase.port.edge.ReachNotes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final SessionId SESSION = new SessionId("a".repeat(32));
    private static final Duration AT_ONCE = Duration.ZERO;

    @TempDir private Path directory;
    private Deployed server;
    private AccountId account;

    @BeforeEach
    void deploy() throws InterruptedException {
        server = new Deployed(directory.resolve("data"), LocalGateway.PRESENT);
        account = server.account("acme").id();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellsTheEpochOfAnEmptyStoreAtOnce() throws InterruptedException {
        Page page = page(new Position.Start(), Poll.MAX_PATIENCE);

        assertThat(page.records()).isEmpty();
        assertThat(page.upTo()).isEqualTo(Revision.NONE);
        assertThat(page.epoch()).isEqualTo(epoch());
    }

    @Test
    void pagesEveryRecordOnceInOrder() throws InterruptedException {
        List<TunnelId> tunnels = server.tunnels(account, 2 * Page.MAX_RECORDS + 1);
        server.set(account, tunnels.stream().map(t -> entry(t, KEY)).toList(), Mode.APPLY);

        List<TunnelId> seen = new ArrayList<>();
        Position position = new Position.Start();
        List<Integer> sizes = new ArrayList<>();
        while (true) {
            Page page = page(position, AT_ONCE);
            sizes.add(page.records().size());
            page.records().forEach(record -> seen.add(record.binding().tunnel()));
            position = new Position.After(page.epoch(), page.upTo());
            if (page.isLast()) {
                break;
            }
        }

        assertThat(sizes).containsExactly(Page.MAX_RECORDS, Page.MAX_RECORDS, 1);
        assertThat(seen).containsExactlyElementsOf(tunnels);
    }

    @Test
    void answersAWaitingPollWhenSomethingComes() throws Exception {
        TunnelId tunnel = server.tunnels(account, 1).getFirst();
        CompletableFuture<Page> waiting =
                CompletableFuture.supplyAsync(
                        () -> await(new Position.After(epoch(), Revision.NONE)),
                        Thread::startVirtualThread);

        server.set(account, tunnel, KEY);

        assertThat(waiting.join().records())
                .extracting(record -> record.binding().tunnel())
                .containsExactly(tunnel);
    }

    @Test
    void answersAnEmptyPageWhenThePatienceIsOver() throws InterruptedException {
        Page page = page(new Position.After(epoch(), Revision.NONE), Duration.ofMillis(50));

        assertThat(page.records()).isEmpty();
        assertThat(page.isLast()).isTrue();
    }

    @Test
    void resetsAPositionThatCannotBeContinued() throws InterruptedException {
        server.set(account, server.tunnels(account, 1).getFirst(), KEY);
        Revision head = new Revision(1);

        assertThat(poll(new Position.After(new Epoch("f".repeat(32)), head), AT_ONCE))
                .isEqualTo(new PollAnswer.Reset(epoch(), head));
        assertThat(poll(new Position.After(epoch(), new Revision(2)), AT_ONCE))
                .isEqualTo(new PollAnswer.Reset(epoch(), head));
    }

    @Test
    void resetsWhoMissedTombstonesButNotWhoReadsAllAgain() throws InterruptedException {
        Store store = new Store();
        FeedHub hub = new FeedHub();
        hub.committed(store.head);
        Feed feed = feed(store, hub);
        store.floor = new Revision(1_500);

        PollAnswer behind = poll(feed, SESSION, new Position.After(epoch(), new Revision(1_000)));
        assertThat(behind).isInstanceOf(PollAnswer.Reset.class);

        SessionId again = new SessionId("b".repeat(32));
        assertThat(poll(feed, again, new Position.After(epoch(), Revision.NONE)))
                .isInstanceOf(Page.class);
        assertThat(poll(feed, again, new Position.After(epoch(), new Revision(1_000))))
                .isInstanceOf(Page.class);
        store.floor = new Revision(1_600);
        assertThat(poll(feed, again, new Position.After(epoch(), new Revision(1_000))))
                .isInstanceOf(PollAnswer.Reset.class);
        assertThat(poll(feed, again, new Position.After(epoch(), new Revision(1_600))))
                .isInstanceOf(Page.class);
    }

    @Test
    void losesNoWakeUpBetweenReadingAndSleeping() throws InterruptedException {
        Store store = new Store();
        FeedHub hub = new FeedHub();
        hub.committed(store.head);
        // The commit comes after the poll has read nothing and before it sleeps.
        store.afterRead =
                () -> {
                    store.head = store.head.next();
                    hub.committed(store.head);
                };
        long start = System.nanoTime();

        PollAnswer answer =
                feed(store, hub)
                        .poll(
                                new Poll(
                                        SESSION,
                                        new Position.After(epoch(), store.head),
                                        Poll.MAX_PATIENCE));

        assertThat(((Page) answer).head()).isEqualTo(new Revision(2_001));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private Feed feed(Records records, FeedHub hub) {
        GatewayConfirmations nobody =
                new GatewayConfirmations(
                        epoch(),
                        hub.roster(),
                        new LoadTimes(InstantSource.system()),
                        Colleagues.NONE,
                        InstantSource.system());
        hub.changed(Gateway.local(Instant.EPOCH));
        return new LocalFeed(
                GatewayName.LOCAL,
                records,
                hub,
                nobody,
                new NoNotes(),
                EvidenceInbox.start(new KeepEvidence(server.store().writer(), new SecureRandom())));
    }

    private Epoch epoch() {
        return server.store().deployment().epoch();
    }

    private Page await(Position position) {
        try {
            return page(position, Poll.MAX_PATIENCE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Page page(Position position, Duration patience) throws InterruptedException {
        return (Page) poll(position, patience);
    }

    private PollAnswer poll(Position position, Duration patience) throws InterruptedException {
        PollAnswer answer = server.feed().poll(new Poll(SESSION, position, patience));
        return PageCodec.decode(PageCodec.encode(answer));
    }

    private static PollAnswer poll(Feed feed, SessionId session, Position position)
            throws InterruptedException {
        return feed.poll(new Poll(session, position, AT_ONCE));
    }

    /** Has nothing to keep. */
    private static final class NoNotes implements ReachNotes {
        @Override
        public void open(GatewayName gateway) {
            throw new IllegalStateException("its reach is open already");
        }

        @Override
        public boolean newer(GatewayName gateway, Revision read) {
            throw new IllegalStateException("nobody has read further");
        }
    }

    /** A store without records, whose head and floor a test moves. */
    private final class Store implements Records {
        private Runnable afterRead = () -> {};
        private Revision head = new Revision(2_000);
        private Revision floor = Revision.NONE;

        @Override
        public Stretch after(EdgeId edge, Revision after) {
            Stretch stretch =
                    new Stretch(
                            History.of(epoch()),
                            head,
                            Optional.empty(),
                            floor,
                            List.of(),
                            List.of());
            Runnable once = afterRead;
            afterRead = () -> {};
            once.run();
            return stretch;
        }
    }
}
