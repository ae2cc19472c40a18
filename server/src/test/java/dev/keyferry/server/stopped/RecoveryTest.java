package dev.keyferry.server.stopped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.History;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.gateway.Exposed;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.usecase.edge.CreateEdge.NewEdge;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import dev.keyferry.server.usecase.port.edge.Gateways.Stretch;
import dev.keyferry.server.usecase.recall.HeldCache;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is older than what gateways have. */
class RecoveryTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String NEXT = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";
    private static final SessionId SESSION = new SessionId("a".repeat(SessionId.DIGITS));
    private static final GatewayName REMOTE = new GatewayName("gw-1");
    private static final EdgeId BERLIN = new EdgeId("berlin");
    private static final long MAX_LEAD = 1_000_000_000;

    private final SecureRandom random = new SecureRandom();
    private final Recovery recovery = new Recovery(random, InstantSource.system());

    @TempDir private Path parent;

    private record Kept(AccountId account, TunnelId tunnel, Epoch epoch) {}

    @Test
    void givesNoVersionOnceAGatewayHasReadFurtherAlsoAfterARestart() throws Exception {
        Kept kept;
        try (Deployed server = deployed()) {
            kept = withKey(server);
            assertThat(poll(server, after(kept.epoch(), 7))).isInstanceOf(PollAnswer.Reset.class);
            assertRefusesKeys(server, kept);
        }
        try (Deployed server = deployed()) {
            assertRefusesKeys(server, kept);
            assertThat(server.set(kept.account(), kept.tunnel(), KEY).applied()).hasSize(1);
            assertThatThrownBy(() -> poll(server, new Position.Start()))
                    .isInstanceOf(FeedUnavailable.class);
        }
        assertThat(recovery.plan(new StorePlace(directory()), List.of()).newer())
                .contains(new Revision(7));
    }

    @Test
    void believesNoGatewayThatIsFurtherThanAStoreCouldHaveBeen() throws Exception {
        try (Deployed server = deployed()) {
            Kept kept = withKey(server);
            long head = server.store().writer().head().value();

            poll(server, after(kept.epoch(), head + MAX_LEAD + 1));
            assertThat(server.set(kept.account(), kept.tunnel(), NEXT).applied()).hasSize(1);

            poll(server, after(kept.epoch(), head + 1 + MAX_LEAD));
            assertRefusesKeys(server, kept);
        }
    }

    @Test
    void newEpochGoesAboveAllAndIsFollowedByGatewaysThatWereAway() throws Exception {
        Kept kept;
        try (Deployed server = deployed()) {
            kept = withKey(server);
            poll(server, after(kept.epoch(), 40));
        }

        Plan decided = recovery.preferStore(new StorePlace(directory()));

        assertThat(decided.newer()).isEmpty();
        assertThat(decided.history().former()).containsExactly(kept.epoch());
        try (Deployed server = deployed()) {
            PollAnswer late = poll(server, after(kept.epoch(), 90));
            assertThat(late).isInstanceOf(PollAnswer.Reset.class);
            assertThat(late.history().succeeds(kept.epoch())).isTrue();
            TestGateway fresh = new TestGateway(server.feed(), 'b');
            fresh.pull(Optional.of(server.opener()));
            assertThat(fresh.keys()).containsEntry(kept.tunnel(), KEY);

            server.set(kept.account(), kept.tunnel(), NEXT);

            fresh.pull(Optional.of(server.opener()));
            assertThat(fresh.keys()).containsEntry(kept.tunnel(), NEXT);
            assertThat(fresh.records())
                    .hasEntrySatisfying(
                            kept.tunnel(),
                            record -> {
                                assertThat(record.binding().version().value()).isEqualTo(41);
                                assertThat(record.revision()).isEqualTo(new Revision(41));
                            });
        }
    }

    @Test
    void hostOfARevokedGatewayIsTakenToHoldTheBackupsKeysWhateverTheBackupSaysOfIt()
            throws Exception {
        Kept kept;
        try (Deployed server = new Deployed(directory(), LocalGateway.ABSENT)) {
            enrolRemote(server);
            kept = withKey(server);
        }
        Path backup = parent.resolve("backup.db");
        copy(database(), backup);
        try (Deployed server = new Deployed(directory(), LocalGateway.ABSENT)) {
            new TestGateway(server.useCases().gateways().feeds().feed(REMOTE).orElseThrow(), 'c')
                    .pull(Optional.empty());
        }
        copy(backup, database());

        recovery.preferStore(new StorePlace(directory()));

        try (Deployed server = new Deployed(directory(), LocalGateway.ABSENT)) {
            server.useCases().gateways().revoke().revoke(server.caller(), REMOTE);
            assertThat(exposed(server))
                    .singleElement()
                    .satisfies(tunnel -> assertThat(tunnel.tunnel()).isEqualTo(kept.tunnel()));
            assertThat(server.useCases().gateways().feeds().feed(REMOTE)).isEmpty();
        }
    }

    /** It is noted by fingerprint, and that of such a key nobody knows. */
    @Test
    void hostOfARevokedGatewayIsTakenToHoldKeysThatWereTakenOver() throws Exception {
        Kept kept;
        try (Deployed server = new Deployed(directory(), LocalGateway.ABSENT)) {
            enrolRemote(server);
            kept = withKey(server);
        }
        Path backup = parent.resolve("backup.db");
        copy(database(), backup);
        HeldCache cache;
        try (Deployed server = new Deployed(directory(), LocalGateway.ABSENT)) {
            server.set(kept.account(), kept.tunnel(), NEXT);
            cache = RecallCase.held(server, BERLIN, "gw-1");
        }
        copy(backup, database());

        Plan applied = recovery.preferGateways(new StorePlace(directory()), List.of(cache));

        assertThat(applied.recalled().orElseThrow().adopted()).hasSize(1);
        try (Deployed server = new Deployed(directory(), LocalGateway.ABSENT)) {
            server.useCases().gateways().revoke().revoke(server.caller(), REMOTE);
            assertThat(exposed(server))
                    .singleElement()
                    .satisfies(tunnel -> assertThat(tunnel.tunnel()).isEqualTo(kept.tunnel()));
            server.set(kept.account(), kept.tunnel(), KEY);
            assertThat(exposed(server)).isEmpty();
        }
    }

    @Test
    void historyThatNoServerWroteIsNotServed() throws Exception {
        deployed().close();
        execute(
                "INSERT INTO former_epoch (position, epoch) VALUES (0, x'"
                        + "ab".repeat(16)
                        + "')");

        assertThatThrownBy(this::deployed)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("history");
        assertThatThrownBy(() -> recovery.preferStore(new StorePlace(directory())))
                .isInstanceOf(StartRefused.class);
    }

    @Test
    void beginsAtMost64EpochsAndTheLastIsServed() throws Exception {
        deployed().close();
        for (int i = 0; i < History.MAX_FORMER; i++) {
            recovery.preferStore(new StorePlace(directory()));
        }
        deployed().close();

        assertThatThrownBy(() -> recovery.preferStore(new StorePlace(directory())))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("64");
        assertThat(recovery.plan(new StorePlace(directory()), List.of()).history().former())
                .hasSize(64);
    }

    @Test
    void isNotForTheDirectoryOfARunningServerNorForAnyOther() throws Exception {
        assertThatThrownBy(() -> recovery.plan(new StorePlace(directory()), List.of()))
                .isInstanceOf(StartRefused.class);
        assertThat(directory()).doesNotExist();
        try (Deployed _ = deployed()) {
            assertThatThrownBy(() -> recovery.preferStore(new StorePlace(directory())))
                    .isInstanceOf(StartRefused.class);
        }
    }

    private Kept withKey(Deployed server) throws InterruptedException {
        AccountId account = server.account("acme").id();
        TunnelId tunnel = server.tunnels(account, 1).getFirst();
        server.set(account, tunnel, KEY);
        return new Kept(account, tunnel, server.store().deployment().epoch());
    }

    private void enrolRemote(Deployed server) throws InterruptedException {
        EdgePrivateKey edgeKey = EdgePrivateKey.generate();
        server.useCases()
                .edges()
                .create()
                .create(
                        server.caller(),
                        new NewEdge(
                                BERLIN,
                                edgeKey.publicKey(),
                                List.of(new IpAddress("203.0.113.1"))));
        var named = server.useCases().gateways().name().name(server.caller(), REMOTE, BERLIN);
        server.useCases()
                .gateways()
                .enrol()
                .enrol(
                        named.token(),
                        edgeKey.publicKey().id(),
                        new Origin("127.0.0.1", RequestId.random(random)));
    }

    private static List<Exposed> exposed(Deployed server) throws InterruptedException {
        return server.useCases().gateways().read().exposed(REMOTE, new Stretch(0, 10)).tunnels();
    }

    private static void assertRefusesKeys(Deployed server, Kept kept) {
        assertThatThrownBy(() -> server.set(kept.account(), kept.tunnel(), "other " + NEXT))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("keyferry recover");
    }

    private static PollAnswer poll(Deployed server, Position position) throws InterruptedException {
        return server.feed().poll(new Poll(SESSION, position, Duration.ZERO));
    }

    private static Position after(Epoch epoch, long revision) {
        return new Position.After(epoch, new Revision(revision));
    }

    private Deployed deployed() throws InterruptedException {
        return new Deployed(directory(), LocalGateway.PRESENT);
    }

    private Path directory() {
        return parent.resolve("data");
    }

    private Path database() {
        return directory().resolve("keyferry.db");
    }

    /** With everything in the one file. */
    private void copy(Path from, Path to) throws IOException, SQLException {
        if (from.equals(database())) {
            execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        for (String log : List.of("-wal", "-shm")) {
            Files.deleteIfExists(to.resolveSibling(to.getFileName() + log));
        }
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
