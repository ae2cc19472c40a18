package dev.keyferry.server.stopped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.DataKey;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.usecase.port.Records.Stretch;
import dev.keyferry.server.usecase.recall.CacheRefused;
import dev.keyferry.server.usecase.recall.Finding;
import dev.keyferry.server.usecase.recall.HeldCache;
import dev.keyferry.server.usecase.recall.HeldRecord;
import dev.keyferry.server.usecase.recall.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store that was restored while gateways hold newer keys. */
abstract class RecallCase {
    static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    static final String NEXT = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";
    static final String LAST = "pW8nA3yLe1SuC5oX9tZd4IgK7qMh6UvB";
    static final Epoch FOREIGN = new Epoch("f".repeat(Epoch.DIGITS));

    final SecureRandom random = new SecureRandom();
    final Recovery recovery = new Recovery(random, InstantSource.system());

    @TempDir Path parent;

    AccountId account;
    TunnelId rotated;
    TunnelId removed;
    TunnelId untouched;

    /** What a gateway had when the backup was made. */
    HeldCache early;

    /** What it had when the store was lost: one key more, one less, and one of a new tunnel. */
    HeldCache late;

    /** Whatever was adopted, the audit tells of every version that is kept. */
    @AfterEach
    void auditIsWhole() {
        assertThat(new AuditInspection().verify(directory(), Optional.empty(), List.of()))
                .isInstanceOf(AuditVerdict.Whole.class);
    }

    @BeforeEach
    void restoreAnOlderStore() throws Exception {
        try (Deployed server = deployed()) {
            account = server.account("acme").id();
            List<TunnelId> tunnels = server.tunnels(account, 3);
            rotated = tunnels.get(0);
            removed = tunnels.get(1);
            untouched = tunnels.get(2);
            tunnels.forEach(tunnel -> set(server, tunnel, KEY));
            early = held(server, "early");
        }
        Path backup = parent.resolve("backup.db");
        checkpoint();
        Files.copy(database(), backup);
        try (Deployed server = deployed()) {
            set(server, rotated, LAST);
            set(server, rotated, NEXT);
            server.useCases().removePsk().remove(server.caller(), account, removed, Mode.APPLY);
            late = held(server, "late");
        }
        restore(backup);
    }

    void assertRefused(List<HeldCache> caches, String name) throws Exception {
        byte[] before = Files.readAllBytes(database());
        assertThatThrownBy(() -> recovery.preferGateways(new StorePlace(directory()), caches))
                .isInstanceOf(CacheRefused.class)
                .hasMessageContaining(name);
        checkpoint();
        assertThat(Files.readAllBytes(database())).isEqualTo(before);
    }

    List<TunnelId> all() {
        return List.of(rotated, removed, untouched);
    }

    static Map<TunnelId, Verdict> verdicts(Plan plan) {
        Map<TunnelId, Verdict> verdicts = new HashMap<>();
        plan.recalled()
                .orElseThrow()
                .findings()
                .forEach(f -> verdicts.put(f.place().tunnel(), f.verdict()));
        return verdicts;
    }

    static Finding finding(Plan plan, TunnelId tunnel) {
        return plan.recalled().orElseThrow().findings().stream()
                .filter(finding -> finding.place().tunnel().equals(tunnel))
                .findFirst()
                .orElseThrow();
    }

    void set(Deployed server, TunnelId tunnel, String key) {
        try {
            assertThat(server.set(account, tunnel, key).applied()).hasSize(1);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Optional<Tunnel.Key> key(Deployed server, TunnelId tunnel) throws InterruptedException {
        return server.useCases().getTunnel().get(account, tunnel).tunnel().key();
    }

    static HeldCache held(Deployed server, String name) throws InterruptedException {
        return held(server, EdgeId.DEFAULT, name);
    }

    /** All that there is, as a gateway that read it has it on its disk. */
    static HeldCache held(Deployed server, EdgeId edge, String name) throws InterruptedException {
        Stretch all = server.store().records().after(edge, Revision.NONE);
        Map<Object, SealedDataKey> dataKeys = new HashMap<>();
        all.dataKeys().forEach(key -> dataKeys.put(key.id(), key));
        return at(
                name,
                all.history().epoch(),
                all.head().value(),
                all.records().stream()
                        .map(record ->
                                new HeldRecord(
                                        record,
                                        record instanceof KeyRecord key
                                                ? Optional.ofNullable(dataKeys.get(key.dataKey()))
                                                : Optional.empty()))
                        .toList());
    }

    static HeldCache at(String name, Epoch epoch, long revision, List<HeldRecord> records) {
        return new HeldCache(name, new Position.After(epoch, new Revision(revision)), records);
    }

    static HeldCache changed(HeldCache cache, TunnelId tunnel, UnaryOperator<HeldRecord> change) {
        return new HeldCache(
                cache.name(),
                cache.position(),
                cache.records().stream()
                        .map(held ->
                                held.record().binding().tunnel().equals(tunnel)
                                        ? change.apply(held)
                                        : held)
                        .toList());
    }

    HeldRecord made(KeyBinding binding, EdgePrivateKey edgeKey) {
        DataKey dataKey = DataKey.fresh(edgeKey.publicKey(), binding.edge(), binding.epoch());
        Psk psk = Psk.copyOf(LAST.getBytes(StandardCharsets.US_ASCII));
        return new HeldRecord(
                dataKey.seal(new Revision(7), binding, psk, recordKey()),
                Optional.of(dataKey.sealed()));
    }

    RecordKey recordKey() {
        return RecordKey.decode(SecretFile.read(DataDirectory.recordKey(directory())));
    }

    EdgePrivateKey edgeKey() {
        return EdgePrivateKey.decode(SecretFile.read(DataDirectory.edgeKey(directory())));
    }

    static KeyBinding with(
            KeyBinding base,
            Epoch epoch,
            TunnelId tunnel,
            long version,
            List<IkeIdentity> identities) {
        return new KeyBinding(
                epoch,
                base.edge(),
                base.account(),
                base.number(),
                tunnel,
                new PskVersion(version),
                identities);
    }

    static KeyRecord with(KeyRecord record, Bytes sealed, Bytes mac) {
        return new KeyRecord(record.revision(), record.binding(), record.dataKey(), sealed, mac);
    }

    static HeldRecord keyWith(HeldRecord held, KeyRecord record) {
        return new HeldRecord(record, held.dataKey());
    }

    static KeyRecord key(HeldRecord held) {
        return (KeyRecord) held.record();
    }

    static Bytes flipped(Bytes bytes) {
        byte[] changed = bytes.toArray();
        changed[changed.length / 2] ^= 1;
        return Bytes.copyOf(changed);
    }

    static Epoch epoch(HeldCache cache) {
        return ((Position.After) cache.position()).epoch();
    }

    static KeyBinding binding(HeldCache cache, TunnelId tunnel) {
        return cache.records().stream()
                .map(held -> held.record().binding())
                .filter(binding -> binding.tunnel().equals(tunnel))
                .findFirst()
                .orElseThrow();
    }

    static KeyBinding binding(TestGateway gateway, TunnelId tunnel) {
        TunnelRecord record = gateway.records().get(tunnel);
        assertThat(record).isNotNull();
        return record.binding();
    }

    Deployed deployed() throws InterruptedException {
        return new Deployed(directory(), LocalGateway.PRESENT);
    }

    Path directory() {
        return parent.resolve("data");
    }

    Path database() {
        return directory().resolve("keyferry.db");
    }

    void restore(Path backup) throws Exception {
        for (String log : List.of("keyferry.db-wal", "keyferry.db-shm")) {
            Files.deleteIfExists(directory().resolve(log));
        }
        Files.copy(backup, database(), StandardCopyOption.REPLACE_EXISTING);
    }

    void checkpoint() throws Exception {
        execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }
}
