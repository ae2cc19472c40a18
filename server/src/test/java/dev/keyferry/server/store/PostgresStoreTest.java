package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.store.founding.Deployment;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds where several servers share a database of PostgreSQL. */
@Timeout(120)
class PostgresStoreTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5Tz";
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final TestPostgres postgres = TestPostgres.running();

    @Test
    void twoServersGiveRevisionsAndAuditOneOrderWithoutGaps() throws Exception {
        Engine engine = postgres.fresh();
        try (StoreFixture one = StoreFixture.open(engine);
                StoreFixture two = StoreFixture.open(engine);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            AccountId account = one.account();
            List<TunnelId> tunnels = one.tunnels(account, "t", 16);
            int rounds = 10;

            List<Future<Integer>> done = new ArrayList<>();
            for (int i = 0; i < tunnels.size(); i++) {
                TunnelId tunnel = tunnels.get(i);
                StoreFixture server = i % 2 == 0 ? one : two;
                done.add(callers.submit(() -> setRepeatedly(server, account, tunnel, rounds)));
            }
            for (Future<Integer> each : done) {
                assertThat(each.get()).isEqualTo(rounds);
            }

            long keys = (long) rounds * tunnels.size();
            assertThat(one.number("SELECT revision FROM head")).isEqualTo(keys);
            assertThat(one.number("SELECT count(*) FROM psk_version")).isEqualTo(keys);
            assertThat(one.look("SELECT seq FROM audit ORDER BY seq", row -> row.getLong(1)))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, keys + 2).boxed().toList());
            assertThat(AuditChains.verify(two)).isEqualTo(keys + 2);
            Awaitility.await()
                    .untilAsserted(() -> {
                        assertThat(one.store().writer().head()).isEqualTo(new Revision(keys));
                        assertThat(two.store().writer().head()).isEqualTo(new Revision(keys));
                    });
        }
    }

    @Test
    void aServerThatStopsInAChangeKeepsTheOthersNoLongerThanTheTimeout() throws Exception {
        String database = postgres.create("TEMPLATE " + TestPostgres.TEMPLATE);
        Engine engine = Engine.postgres(hasty(database, postgres.port()));
        try (StoreFixture store = StoreFixture.open(engine);
                Connection stopped = engine.writing().getConnection()) {
            AccountId account = store.account();
            TunnelId tunnel = store.tunnels(account, "t", 1).getFirst();
            stopped.setAutoCommit(false);
            stopped.createStatement().execute("SELECT * FROM head FOR UPDATE");

            long begun = System.nanoTime();
            assertThat(store.set(account, List.of(entry(tunnel, KEY))).applied()).hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));

            // When it comes back, its change is not taken any more.
            assertThatThrownBy(stopped::commit).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void readsAndWritesGoOnAfterTheDatabaseEndedEveryConnection() throws Exception {
        String database = postgres.create("TEMPLATE " + TestPostgres.TEMPLATE);
        try (StoreFixture store = StoreFixture.open(Engine.postgres(postgres.options(database)))) {
            AccountId account = store.account();
            TunnelId tunnel = store.tunnels(account, "t", 1).getFirst();
            for (int i = 0; i < 3; i++) {
                postgres.execute(
                        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname"
                                + " = '"
                                + database
                                + "'");
                assertThat(store.store().tunnels().find(account, tunnel)).isPresent();
                assertThat(store.set(account, List.of(entry(tunnel, KEY + i))).applied())
                        .hasSize(1);
            }
            assertThat(store.number("SELECT revision FROM head")).isEqualTo(3);
        }
    }

    @Test
    void severalServersMayFoundAStoreAtOnce() throws Exception {
        Engine engine = Engine.postgres(postgres.options(postgres.create("")));
        try (ExecutorService starts = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Deployment>> opened = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                opened.add(
                        starts.submit(() -> {
                            try (StoreFixture store = StoreFixture.open(engine)) {
                                return store.store().deployment();
                            }
                        }));
            }
            Deployment first = opened.getFirst().get();
            for (Future<Deployment> each : opened) {
                assertThat(each.get()).isEqualTo(first);
            }
        }
        assertThat(Store.isFounded(engine)).isTrue();
    }

    /** Else a command could begin an epoch between the server's first look and its own. */
    @Test
    void aServerShowsThatItIsThereBeforeItReadsTheStore() throws Exception {
        Engine engine = postgres.fresh();
        StoreFixture.open(engine).close();
        List<Throwable> refusals = new ArrayList<>();
        Engine looked =
                new Engine(
                        engine.migrating(),
                        beforeEach(
                                engine.writing(),
                                () ->
                                        refusals.add(
                                                catchThrowable(
                                                        () -> StoppedStore.open(engine).close()))),
                        engine.reading(),
                        engine.copying(),
                        engine.sharing(),
                        engine.readers());

        StoreFixture.open(looked).close();

        assertThat(refusals)
                .isNotEmpty()
                .allSatisfy(refusal ->
                        assertThat(refusal)
                                .isInstanceOf(StoreMismatch.class)
                                .hasMessageContaining("servers are running"));
        StoppedStore.open(engine).close();
    }

    @Test
    void aServerThatFailsToOpenTheStoreIsNotThereAnyMore() throws Exception {
        Engine engine = postgres.fresh();
        StoreFixture.open(engine).close();
        assertThatThrownBy(() ->
                        Store.open(
                                engine,
                                StoreFixture.founding(
                                        new IkeDomain("other.example"),
                                        StoreFixture.EDGE_KEY.publicKey()),
                                InstantSource.system(),
                                new Deaf()))
                .isInstanceOf(StoreMismatch.class);
        StoppedStore.open(engine).close();
    }

    @Test
    void aServerDoesNotStartWhileACommandIsAtWork() throws Exception {
        Engine engine =
                Engine.postgres(
                        hasty(
                                postgres.create("TEMPLATE " + TestPostgres.TEMPLATE),
                                postgres.port()));
        StoreFixture.open(engine).close();
        try (StoppedStore _ = StoppedStore.open(engine)) {
            assertThatThrownBy(() -> StoreFixture.open(engine).close())
                    .isInstanceOf(StoreMismatch.class)
                    .hasMessageContaining("at work");
        }
        StoreFixture.open(engine).close();
    }

    private static DataSource beforeEach(DataSource source, Runnable act) {
        return (DataSource)
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (_, method, arguments) -> {
                            act.run();
                            return method.invoke(source, arguments);
                        });
    }

    @Test
    void looksUpWhetherThereIsAStore() {
        assertThat(Store.isFounded(Engine.postgres(postgres.options(postgres.create("")))))
                .isFalse();
        assertThat(Store.isFounded(postgres.fresh())).isFalse();
    }

    @Test
    void refusesADatabaseThatDoesNotKeepUtf8() {
        String database = postgres.create("ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
        DataSource source = Engine.postgres(postgres.options(database)).migrating();
        assertThatThrownBy(() -> Schema.bringUp(source))
                .isInstanceOf(StoreMismatch.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void hasTheTablesAndColumnsOfSqlite(@TempDir Path directory) throws Exception {
        DataSource sqlite = TestEngine.SQLITE.fresh(directory).writing();
        Schema.bringUp(sqlite);
        // Where several servers leave each other notes.
        assertThat(columns(postgres.fresh().writing()))
                .filteredOn(column -> !column.startsWith("gateway_progress."))
                .containsExactlyElementsOf(columns(sqlite));
    }

    @Test
    void anExceptionDoesNotTellWhatAStatementWasGiven() throws Exception {
        String given = "marker-of-a-secret";
        try (Statements statements = Statements.open(postgres.fresh().writing())) {
            SQLException failure =
                    catchThrowableOfType(
                            SQLException.class,
                            () ->
                                    statements.update(
                                            "INSERT INTO edge (name, created_at) VALUES (?, ?)",
                                            List.of(given, given),
                                            (s, name) -> {
                                                s.setString(1, name);
                                                s.setLong(2, 0);
                                            }));
            for (Throwable e : failure) {
                assertThat(e.toString()).doesNotContain(given);
            }
        }
    }

    @Test
    void writesNothingOnceTheStoreHasAnotherHistory() throws Exception {
        String database = postgres.create("TEMPLATE " + TestPostgres.TEMPLATE);
        try (StoreFixture store = StoreFixture.open(Engine.postgres(postgres.options(database)));
                Connection beside =
                        Engine.postgres(postgres.options(database)).writing().getConnection()) {
            AccountId account = store.account();
            beside.createStatement()
                    .executeUpdate("UPDATE head SET epoch = (SELECT id FROM account)");
            assertThatThrownBy(() -> store.tunnels(account, "t", 1))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("nothing was changed");
            assertThat(store.number("SELECT count(*) FROM tunnel")).isZero();
        }
    }

    static PostgresOptions hasty(String database, int port) {
        PostgresOptions options = TestPostgres.running().options(database, port);
        return new PostgresOptions(
                options.address(),
                options.user(),
                options.password(),
                options.authority(),
                options.readers(),
                SHORT);
    }

    private static List<String> columns(DataSource source) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = source.getConnection();
                var found =
                        connection
                                .getMetaData()
                                .getColumns(null, connection.getSchema(), "%", "%")) {
            while (found.next()) {
                columns.add(found.getString("TABLE_NAME") + "." + found.getString("COLUMN_NAME"));
            }
        }
        columns.removeIf(name ->
                name.startsWith("flyway") || name.startsWith("sqlite_") || name.contains("_by_"));
        columns.sort(null);
        return columns;
    }

    private static int setRepeatedly(
            StoreFixture store, AccountId account, TunnelId tunnel, int rounds)
            throws InterruptedException {
        int applied = 0;
        for (int i = 0; i < rounds; i++) {
            applied += store.set(account, List.of(entry(tunnel, KEY + i))).applied().size();
        }
        return applied;
    }
}
