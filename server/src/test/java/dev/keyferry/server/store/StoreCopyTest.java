package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.store.copy.CopiedTable;
import dev.keyferry.server.store.copy.Transfer;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Dialect;
import dev.keyferry.server.usecase.PskEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A store goes whole from each engine to each. */
@Timeout(120)
class StoreCopyTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5Tz";

    /** More than go over at once. */
    private static final int TUNNELS = 1_100;

    /** A row in each table that the use cases leave empty here. Bytes are in braces. */
    private static final List<String> MORE =
            List.of(
                    "INSERT INTO former_epoch (position, epoch) VALUES (0, {%s})"
                            .formatted("0f".repeat(16)),
                    "INSERT INTO edge_address (address, edge) VALUES ('203.0.113.9', 'default')",
                    """
                    INSERT INTO gateway (name, edge, state, token, reach, created_at, ended_at, mac)
                    VALUES ('fra-1', 'default', 'REVOKED', {00ff}, -1, 1, 9223372036854775807, {ff})
                    """,
                    """
                    INSERT INTO exposure (gateway, tunnel, fingerprint) VALUES ('fra-1', {01}, {02})
                    """,
                    """
                    INSERT INTO token (id, account, hash, name, state, policies, source_in,
                        source_not_in, not_before, issued_at, modified_at, mac)
                    VALUES ({03}, NULL, {}, 'Büro 東京 🔑', 'ACTIVE', '', '', '', -5, 0, 0, {})
                    """,
                    """
                    INSERT INTO idempotency (account, position, key, content, tunnels, at)
                    VALUES (1000, 0, {04}, {05}, {}, 7)
                    """,
                    """
                    INSERT INTO key_state (tunnel, gateway, proven_version, rejected_hint)
                    VALUES ({06}, 'fra-1', NULL, 'a ''quoted''
                    line ß')
                    """,
                    """
                    INSERT INTO reauth (tunnel, edge, number, version, ends_at, mac)
                    VALUES ({07}, 'default', 1, 2, 3, {08})
                    """,
                    attempt("a", "80"),
                    attempt("a", "8000"),
                    attempt("B", "7f"),
                    attempt("ä", ""));

    @TempDir private Path directory;

    @BeforeEach
    void makeTarget() throws IOException {
        Files.createDirectory(target());
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE, SQLITE",
        "SQLITE, POSTGRESQL",
        "POSTGRESQL, SQLITE",
        "POSTGRESQL, POSTGRESQL"
    })
    void everyRowOfEveryTableIsInTheCopy(TestEngine from, TestEngine into) throws Exception {
        Engine source = filled(from);
        Engine target = into.fresh(target());

        List<CopiedTable> copied = Transfer.copy(source, target);

        assertThat(copied)
                .allSatisfy(table -> assertThat(table.rows()).as(table.name()).isPositive());
        assertThat(copied)
                .extracting(CopiedTable::name)
                .contains("head", "audit", "record", "data_key", "token", "former_epoch");
        assertThat(Transfer.read(source)).isEqualTo(copied);
        assertThat(Transfer.read(target)).isEqualTo(copied);
        assertSameRows(source, target, copied);
        goOn(target);
        assertThat(Transfer.read(target)).isNotEqualTo(copied);
        assertThat(Transfer.read(source)).isEqualTo(copied);
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aCopyIsOfOneMomentWhileKeysAreSet(TestEngine from) throws Exception {
        Engine source = from.fresh(directory);
        try (StoreFixture store = StoreFixture.open(source)) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 300);
            store.set(account, tunnels.stream().map(tunnel -> entry(tunnel, KEY)).toList());
            AtomicBoolean isDone = new AtomicBoolean();
            Thread setting =
                    Thread.ofPlatform().start(() -> setUntil(isDone, store, account, tunnels));
            try {
                for (int i = 0; i < 3; i++) {
                    Path beside = Files.createDirectory(directory.resolve("copy" + i));
                    Engine copy = TestEngine.SQLITE.fresh(beside);
                    Transfer.copy(source, copy);
                    assertIsOneMoment(copy);
                }
            } finally {
                isDone.set(true);
                setting.join();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void nothingIsCopiedWhereTheTargetChangesARow(TestEngine into) throws Exception {
        Engine source = filled(TestEngine.SQLITE);
        Engine target = into.fresh(target());
        Schema.bringUp(target.migrating());
        tamper(target, into);

        assertThatThrownBy(() -> Transfer.copy(source, target))
                .isInstanceOf(StoreMismatch.class)
                .hasMessageContaining("table tunnel");
        assertThat(Schema.isFounded(target.migrating())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aStoreIsNeverOverwritten(TestEngine into) throws Exception {
        Engine source = filled(TestEngine.SQLITE);
        Engine target = into.fresh(target());
        StoreFixture.open(target).close();
        List<CopiedTable> before = Transfer.read(target);

        assertThatThrownBy(() -> Transfer.copy(source, target))
                .isInstanceOf(StoreMismatch.class)
                .hasMessageContaining("has a store already");
        assertThat(Transfer.read(target)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aStoreOfAnotherVersionIsNeitherCopiedNorServed(TestEngine from) throws Exception {
        Engine source = from.fresh(directory);
        Schema.bringUp(source.migrating());
        assertThatThrownBy(() -> Transfer.read(source)).isInstanceOf(StoreMismatch.class);
        StoreFixture.open(source).close();
        Engine target = TestEngine.SQLITE.fresh(target());
        for (int version : new int[] {Schema.NEWEST - 1, Schema.NEWEST + 1}) {
            execute(
                    source,
                    """
                    UPDATE flyway_schema_history SET version = '%d' WHERE installed_rank =
                        (SELECT max(installed_rank) FROM flyway_schema_history)
                    """
                            .formatted(version));
            assertThatThrownBy(() -> Transfer.copy(source, target))
                    .isInstanceOf(StoreMismatch.class)
                    .hasMessageContaining(version < Schema.NEWEST ? "older" : "newer");
        }
        assertThatThrownBy(() -> StoreFixture.open(source))
                .isInstanceOf(StoreMismatch.class)
                .hasMessageContaining("newer");
    }

    /** A store with a row in every table. */
    private Engine filled(TestEngine kind) throws Exception {
        Engine engine = kind.fresh(directory);
        try (StoreFixture store = StoreFixture.open(engine)) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", TUNNELS);
            List<PskEntry> keys = new ArrayList<>();
            tunnels.forEach(tunnel -> keys.add(entry(tunnel, KEY + tunnel)));
            assertThat(store.set(account, keys).applied()).hasSize(TUNNELS);
            store.remove(account, tunnels.get(0));
            store.delete(account, tunnels.get(1));
        }
        for (String sql : MORE) {
            execute(engine, sql);
        }
        return engine;
    }

    private static String attempt(String gateway, String identity) {
        return """
        INSERT INTO attempt (gateway, identity, address, session, first_at, last_at, count,
            hint)
        VALUES ('%s', {%s}, {}, {ff}, 1, 2, 3, '')
        """
                .formatted(gateway, identity);
    }

    private static void assertSameRows(Engine one, Engine other, List<CopiedTable> tables) {
        try (StoreFixture here = StoreFixture.open(one);
                StoreFixture there = StoreFixture.open(other)) {
            for (CopiedTable table : tables) {
                assertThat(there.rows(table.name()))
                        .as(table.name())
                        .containsExactlyInAnyOrderElementsOf(here.rows(table.name()));
            }
        }
    }

    /** It is a store to which a server can write. */
    private static void goOn(Engine copy) throws InterruptedException {
        try (StoreFixture store = StoreFixture.open(copy)) {
            AccountId account =
                    store.look("SELECT id FROM account", row -> new AccountId(Columns.id(row, 1)))
                            .getFirst();
            store.tunnels(account, "later", 1);
            assertThat(AuditChains.verify(store))
                    .isEqualTo(store.number("SELECT count(*) FROM audit"));
        }
    }

    private static void assertIsOneMoment(Engine copy) {
        try (StoreFixture store = StoreFixture.open(copy)) {
            long revision = store.number("SELECT revision FROM head");
            assertThat(store.number("SELECT count(*) FROM psk_version")).isEqualTo(revision);
            assertThat(store.number("SELECT max(revision) FROM record")).isEqualTo(revision);
            assertThat(store.number("SELECT audit_seq FROM head"))
                    .isEqualTo(store.number("SELECT count(*) FROM audit"))
                    .isEqualTo(AuditChains.verify(store));
        }
    }

    private static void setUntil(
            AtomicBoolean isDone, StoreFixture store, AccountId account, List<TunnelId> tunnels) {
        try {
            for (int i = 0; !isDone.get(); i++) {
                TunnelId tunnel = tunnels.get(i % tunnels.size());
                assertThat(store.set(account, List.of(entry(tunnel, KEY + i))).applied())
                        .hasSize(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever is put there gets another name. */
    private static void tamper(Engine engine, TestEngine kind) throws SQLException {
        switch (kind) {
            case SQLITE ->
                    execute(
                            engine,
                            """
                            CREATE TRIGGER tamper AFTER INSERT ON tunnel
                            BEGIN UPDATE tunnel SET name = name || '-' WHERE id = NEW.id; END
                            """);
            case POSTGRESQL -> {
                execute(
                        engine,
                        """
                        CREATE FUNCTION tamper() RETURNS trigger LANGUAGE plpgsql
                        AS 'BEGIN NEW.name := NEW.name || ''-''; RETURN NEW; END'
                        """);
                execute(
                        engine,
                        """
                        CREATE TRIGGER tamper BEFORE INSERT ON tunnel
                        FOR EACH ROW EXECUTE FUNCTION tamper()
                        """);
            }
        }
    }

    private static void execute(Engine engine, String sql) throws SQLException {
        try (Connection connection = engine.writing().getConnection();
                Statement statement = connection.createStatement()) {
            String bytes =
                    switch (Dialect.of(connection)) {
                        case SQLITE -> "x'$1'";
                        case POSTGRESQL -> "decode('$1', 'hex')";
                    };
            statement.execute(sql.replaceAll("\\{([0-9a-f]*)\\}", bytes));
        }
    }

    private Path target() {
        return directory.resolve("target");
    }
}
