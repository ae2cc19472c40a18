package dev.keyferry.gateway.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.gateway.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of {@link Desired} share: an edge, a cache on the disk, and pages to take. */
abstract class DesiredCase {
    static final TestTunnel TUNNEL = TestTunnel.of(1);
    static final TestTunnel OTHER = new TestTunnel(2, 2);

    final TestEdge edge = new TestEdge();
    final List<Change> changes = new ArrayList<>();
    Progress progress = new Progress(() -> {});
    SealedCache cache;
    Desired desired;

    @TempDir Path directory;

    @BeforeEach
    void open() {
        cache = SealedCache.open(directory);
        desired = started(edge.opener());
    }

    @AfterEach
    void close() {
        cache.close();
    }

    final void start() {
        start(edge.opener());
    }

    final void start(Opener opener) {
        desired = started(opener);
    }

    private Desired started(Opener opener) {
        changes.clear();
        progress = new Progress(() -> {});
        Desired started =
                new Desired(
                        cache,
                        new RecordCheck(EdgeId.DEFAULT, IkeDomain.DEFAULT, opener),
                        edge.recordKey(),
                        progress);
        started.onChange(changes::add);
        return started;
    }

    void restart() {
        restart(directory);
    }

    void restart(Path where) {
        cache.close();
        cache = SealedCache.open(where);
        start();
    }

    void take(TunnelRecord record) {
        take(record, edge.dataKey());
    }

    void take(TunnelRecord record, SealedDataKey dataKey) {
        take(List.of(record), dataKey);
    }

    void take(List<TunnelRecord> records, SealedDataKey dataKey) {
        long after = records.getFirst().revision().value() - 1;
        long upTo = records.getLast().revision().value();
        boolean isKey = records.stream().anyMatch(KeyRecord.class::isInstance);
        desired.take(
                new Page(
                        TestEdge.EPOCH,
                        new Revision(after),
                        new Revision(upTo),
                        new Revision(upTo),
                        isKey ? List.of(dataKey) : List.of(),
                        records));
    }

    Page page(long after, long upTo, long head, List<TunnelRecord> records) {
        return new Page(
                TestEdge.EPOCH,
                new Revision(after),
                new Revision(upTo),
                new Revision(head),
                records.isEmpty() ? List.of() : List.of(edge.dataKey()),
                records);
    }

    KeyRecord key(long revision, TestTunnel tunnel, long version) {
        return edge.key(revision, tunnel, version, "a key of version " + version);
    }

    boolean isLive(TestTunnel tunnel) {
        return desired.of(tunnel.id()).orElseThrow().isLive();
    }

    void assertVersion(long version) {
        assertThat(desired.of(TUNNEL.id()).orElseThrow().record().binding().version().value())
                .isEqualTo(version);
    }

    void assertRefused(long version, String reason) {
        TunnelException exception = report().exceptions().getFirst();
        assertThat(exception.kind()).isEqualTo(TunnelException.Kind.NOT_AUTHENTIC);
        assertThat(exception.version().value()).isEqualTo(version);
        assertThat(exception.detail()).contains(reason);
    }

    Report report() {
        return progress.report(
                        new SessionId("a".repeat(SessionId.DIGITS)),
                        new GatewayCondition(
                                GatewayCondition.Kind.SERVING,
                                "",
                                GatewayCondition.Assurance.ASSURED),
                        LocalNames.NONE)
                .orElseThrow();
    }

    static Position position(long revision) {
        return new Position.After(TestEdge.EPOCH, new Revision(revision));
    }
}
