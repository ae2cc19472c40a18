package dev.keyferry.gateway.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Bytes;
import dev.keyferry.feed.EdgeId;
import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.IkeDomain;
import dev.keyferry.feed.IkeIdentity;
import dev.keyferry.feed.KeyBinding;
import dev.keyferry.feed.KeyRecord;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.Revision;
import dev.keyferry.feed.SealedDataKey;
import dev.keyferry.feed.SessionId;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.TunnelRecord;
import dev.keyferry.feed.seal.DataKey;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.gateway.TestEdge;
import dev.keyferry.gateway.TestTunnel;
import dev.keyferry.gateway.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule 6: a gateway never goes back to an older key. */
final class DesiredTest {
    private static final TestTunnel TUNNEL = TestTunnel.of(1);
    private static final TestTunnel OTHER = new TestTunnel(2, 2);

    private final TestEdge edge = new TestEdge();
    private final List<Change> changes = new ArrayList<>();
    private Progress progress = new Progress(() -> {});
    private SealedCache cache;
    private Desired desired;

    @TempDir private Path directory;

    @BeforeEach
    void open() {
        cache = SealedCache.open(directory);
        start();
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void takesAHigherVersionAndTellsIt() {
        take(key(1, TUNNEL, 1));
        take(key(2, TUNNEL, 2));

        assertVersion(2);
        assertThat(changes).hasSize(2);
        assertThat(changes.getLast().tunnels()).containsExactly(TUNNEL.id());
        assertThat(desired.position()).isEqualTo(position(2));
        restart();
        assertVersion(2);
        assertThat(desired.position()).isEqualTo(position(2));
    }

    @Test
    void sameRecordAgainIsNothing() {
        take(key(1, TUNNEL, 1));
        progress.settle(TUNNEL.id(), key(1, TUNNEL, 1).binding().version());

        take(key(2, TUNNEL, 1));

        assertThat(changes).hasSize(1);
        assertThat(report().covers(new Revision(2))).isTrue();
        assertThat(report().exceptions()).isEmpty();
    }

    @Test
    void olderVersionIsAnExceptionAndChangesNothing() {
        take(key(1, TUNNEL, 5));
        take(key(2, TUNNEL, 4));

        assertVersion(5);
        assertRefused(4, "not newer than version 5");
        restart();
        assertVersion(5);
    }

    @Test
    void sameVersionOfAnotherBindingIsAnException() {
        take(key(1, TUNNEL, 5));
        take(edge.gone(2, TUNNEL, 5));

        assertThat(desired.of(TUNNEL.id()).orElseThrow().isLive()).isTrue();
        assertRefused(5, "not newer");
    }

    @Test
    void sameVersionOfAnotherKeyIsAnException() {
        take(key(1, TUNNEL, 5));
        take(edge.key(2, TUNNEL, 5, "another key of version 5"));

        assertRefused(5, "not newer");
    }

    @Test
    void keyDoesNotComeBackAfterItIsGone() {
        take(key(1, TUNNEL, 5));
        take(edge.gone(2, TUNNEL, 6));
        take(key(3, TUNNEL, 5));
        take(key(4, TUNNEL, 6));

        assertThat(desired.of(TUNNEL.id()).orElseThrow().isLive()).isFalse();
        assertThat(desired.liveCount()).isZero();
        restart();
        take(key(3, TUNNEL, 5));
        assertThat(desired.of(TUNNEL.id()).orElseThrow().isLive()).isFalse();
    }

    @Test
    void recordWithoutTheEdgesMacIsRefused() {
        TestEdge other = new TestEdge();
        take(edge.key(1, TUNNEL, 1, "a key"), edge.dataKey());
        take(other.key(2, TUNNEL, 2, "a key of others"), other.dataKey());

        assertVersion(1);
        assertRefused(2, "MAC");
    }

    @Test
    void recordWhoseBindingWasChangedIsRefused() {
        KeyRecord record = key(1, TUNNEL, 1);
        KeyBinding raised = edge.binding(TUNNEL, 9);
        take(
                new KeyRecord(
                        record.revision(),
                        raised,
                        record.dataKey(),
                        record.sealed(),
                        record.mac()));

        assertThat(desired.of(TUNNEL.id())).isEmpty();
        assertRefused(9, "MAC");
    }

    @Test
    void genuineRecordWithAnotherTunnelsIdentitiesIsRefused() {
        take(edge.key(1, edge.binding(TUNNEL, 1, OTHER.identities().all()), "a key"));

        assertThat(desired.of(TUNNEL.id())).isEmpty();
        assertRefused(1, "identities");
    }

    @Test
    void genuineRecordWithFewerOrMoreIdentitiesIsRefused() {
        List<IkeIdentity> own = TUNNEL.identities().all();
        List<IkeIdentity> more = new ArrayList<>(own);
        more.add(new IkeIdentity(IkeIdentity.Type.IPV4, "c6120001"));
        take(edge.key(1, edge.binding(TUNNEL, 1, own.subList(0, 1)), "a key"));
        assertThat(desired.of(TUNNEL.id())).isEmpty();
        take(edge.key(2, edge.binding(TUNNEL, 1, more), "a key"));
        assertThat(desired.of(TUNNEL.id())).isEmpty();
    }

    @Test
    void genuineRecordOfAnotherEdgeIsRefused() {
        KeyBinding own = edge.binding(TUNNEL, 1);
        KeyBinding moved =
                new KeyBinding(
                        own.epoch(),
                        new EdgeId("paris"),
                        own.account(),
                        own.number(),
                        own.tunnel(),
                        own.version(),
                        own.identities());
        DataKey dataKey = DataKey.fresh(edge.edgeKey().publicKey(), moved.edge(), TestEdge.EPOCH);
        take(
                dataKey.seal(
                        new Revision(1),
                        moved,
                        Psk.copyOf("a key".getBytes(StandardCharsets.UTF_8)),
                        edge.recordKey()),
                dataKey.sealed());

        assertThat(desired.of(TUNNEL.id())).isEmpty();
        assertRefused(1, "another edge");
    }

    @Test
    void refusedRecordIsReadAgainAfterARestart() {
        take(key(1, TUNNEL, 5));
        take(key(2, TUNNEL, 4));
        take(key(3, OTHER, 1));
        assertThat(desired.position()).isEqualTo(position(3));

        restart();

        assertThat(desired.position()).isEqualTo(position(1));
    }

    @Test
    void nothingIsShownThatIsNotOnTheDisk() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(64)) {
            Path filler = disk.path().resolve("filler");
            cache.close();
            cache = SealedCache.open(disk.path().resolve("cache"));
            start();
            take(key(1, TUNNEL, 1));
            disk.fill(filler);
            List<TunnelRecord> many = new ArrayList<>();
            for (int number = 1; number <= 40; number++) {
                many.add(key(1 + number, TestTunnel.of(number), 2));
            }

            assertThatThrownBy(() -> take(many, edge.dataKey())).isInstanceOf(CacheFailed.class);

            assertVersion(1);
            assertThat(desired.position()).isEqualTo(position(1));
            assertThat(changes).hasSize(1);
            assertThat(report().delivered()).isEqualTo(new Revision(1));

            Files.delete(filler);
            take(many, edge.dataKey());
            assertVersion(2);
            restart(disk.path().resolve("cache"));
            assertVersion(2);
            assertThat(desired.liveCount()).isEqualTo(40);
        }
    }

    @Test
    void sweepEndsWhatWasNotSeenAndNothingBeforeItsEnd() {
        take(key(1, TUNNEL, 1));
        take(key(2, OTHER, 1));
        desired.beginSweep();
        assertThat(desired.position()).isEqualTo(position(0));
        assertThat(desired.reached()).isEqualTo(position(2));

        desired.take(page(0, 2, 9, List.of(key(2, OTHER, 1))));
        assertThat(isLive(TUNNEL)).isTrue();
        assertThat(desired.position()).isEqualTo(position(2));
        desired.take(page(2, 9, 9, List.of()));

        assertThat(isLive(TUNNEL)).isFalse();
        assertThat(isLive(OTHER)).isTrue();
        assertThat(desired.liveCount()).isEqualTo(1);
        assertThat(desired.isSweeping()).isFalse();
        assertThat(changes.getLast().tunnels()).containsExactly(TUNNEL.id());
        assertThat(report().through()).as("not before it is unloaded").isEqualTo(Revision.NONE);
        progress.settle(TUNNEL.id(), key(1, TUNNEL, 1).binding().version());
        assertThat(report().through()).isEqualTo(new Revision(1));
        restart();
        assertThat(isLive(TUNNEL)).isFalse();
        assertThat(desired.position()).isEqualTo(position(9));
    }

    @Test
    void sweptKeyDoesNotComeBackButANewerOneIsTaken() {
        take(key(1, TUNNEL, 5));
        desired.beginSweep();
        desired.take(page(0, 2, 2, List.of()));

        take(key(3, TUNNEL, 5));
        assertRefused(5, "not newer than version 5");
        take(key(4, TUNNEL, 4));
        assertRefused(4, "not newer than version 5");
        assertThat(isLive(TUNNEL)).isFalse();
        restart();
        take(key(3, TUNNEL, 5));
        assertThat(isLive(TUNNEL)).isFalse();

        take(key(5, TUNNEL, 6));

        assertVersion(6);
        assertThat(isLive(TUNNEL)).isTrue();
        assertThat(report().exceptions()).isEmpty();
    }

    @Test
    void goneTunnelStaysGoneAfterASweepThatDidNotShowIt() {
        take(key(1, TUNNEL, 5));
        take(edge.gone(2, TUNNEL, 6));
        desired.beginSweep();
        desired.take(page(0, 3, 3, List.of()));

        take(key(4, TUNNEL, 5));

        assertThat(isLive(TUNNEL)).isFalse();
        assertRefused(5, "not newer than version 6");
    }

    @Test
    void sweepNeverTakesAnOlderVersion() {
        take(key(1, TUNNEL, 5));
        desired.beginSweep();

        desired.take(page(0, 2, 2, List.of(key(2, TUNNEL, 4))));

        assertVersion(5);
        assertRefused(4, "not newer");
    }

    @Test
    void countsAccountsWithKeys() {
        take(key(1, TUNNEL, 1));
        take(key(2, TestTunnel.of(7), 1));
        assertThat(desired.accounts()).isEqualTo(1);
        take(key(3, OTHER, 1));
        assertThat(desired.accounts()).isEqualTo(2);
        assertThat(desired.liveCount()).isEqualTo(3);

        take(edge.gone(4, OTHER, 2));

        assertThat(desired.accounts()).isEqualTo(1);
        assertThat(desired.liveCount()).isEqualTo(2);
    }

    @Test
    void cachedRecordIsCheckedAgain() {
        take(key(1, TUNNEL, 1));
        cache.close();
        cache = SealedCache.open(directory);
        TestEdge other = new TestEdge();

        Desired stranger =
                new Desired(
                        cache,
                        new RecordCheck(EdgeId.DEFAULT, IkeDomain.DEFAULT, other.opener()),
                        other.recordKey(),
                        progress);

        assertThat(stranger.all()).isEmpty();
    }

    @Test
    void recordWhoseSealWasChangedIsRefused() {
        KeyRecord record = key(1, TUNNEL, 1);
        byte[] sealed = record.sealed().toArray();
        sealed[0] ^= 1;
        take(
                new KeyRecord(
                        record.revision(),
                        record.binding(),
                        record.dataKey(),
                        Bytes.copyOf(sealed),
                        record.mac()));

        assertThat(desired.of(TUNNEL.id())).isEmpty();
        assertRefused(1, "MAC");
    }

    private void start() {
        changes.clear();
        progress = new Progress(() -> {});
        desired =
                new Desired(
                        cache,
                        new RecordCheck(EdgeId.DEFAULT, IkeDomain.DEFAULT, edge.opener()),
                        edge.recordKey(),
                        progress);
        desired.onChange(changes::add);
    }

    private void restart() {
        restart(directory);
    }

    private void restart(Path where) {
        cache.close();
        cache = SealedCache.open(where);
        start();
    }

    private void take(TunnelRecord record) {
        take(record, edge.dataKey());
    }

    private void take(TunnelRecord record, SealedDataKey dataKey) {
        take(List.of(record), dataKey);
    }

    private void take(List<TunnelRecord> records, SealedDataKey dataKey) {
        long after = records.getFirst().revision().value() - 1;
        long upTo = records.getLast().revision().value();
        boolean isKey = records.getFirst() instanceof KeyRecord;
        desired.take(
                new Page(
                        TestEdge.EPOCH,
                        new Revision(after),
                        new Revision(upTo),
                        new Revision(upTo),
                        isKey ? List.of(dataKey) : List.of(),
                        records));
    }

    private Page page(long after, long upTo, long head, List<TunnelRecord> records) {
        return new Page(
                TestEdge.EPOCH,
                new Revision(after),
                new Revision(upTo),
                new Revision(head),
                records.isEmpty() ? List.of() : List.of(edge.dataKey()),
                records);
    }

    private KeyRecord key(long revision, TestTunnel tunnel, long version) {
        return edge.key(revision, tunnel, version, "a key of version " + version);
    }

    private boolean isLive(TestTunnel tunnel) {
        return desired.of(tunnel.id()).orElseThrow().isLive();
    }

    private void assertVersion(long version) {
        assertThat(desired.of(TUNNEL.id()).orElseThrow().record().binding().version().value())
                .isEqualTo(version);
    }

    private void assertRefused(long version, String reason) {
        TunnelException exception = report().exceptions().getFirst();
        assertThat(exception.kind()).isEqualTo(TunnelException.Kind.NOT_AUTHENTIC);
        assertThat(exception.version().value()).isEqualTo(version);
        assertThat(exception.detail()).contains(reason);
    }

    private Report report() {
        return progress.report(
                        new SessionId("a".repeat(SessionId.DIGITS)),
                        new GatewayCondition(
                                GatewayCondition.Kind.SERVING,
                                "",
                                GatewayCondition.Assurance.ASSURED))
                .orElseThrow();
    }

    private static Position position(long revision) {
        return new Position.After(TestEdge.EPOCH, new Revision(revision));
    }
}
