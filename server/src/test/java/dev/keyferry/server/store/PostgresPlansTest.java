package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.audit.AuditQuery;
import dev.keyferry.server.store.rows.audit.AuditList;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How PostgreSQL goes about the statements of daily work where there are many tunnels. */
@Timeout(120)
class PostgresPlansTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    /** Those that grow with the number of tunnels, or for ever. */
    private static final Pattern WHOLE_TABLE =
            Pattern.compile(
                    "Seq Scan on (tunnel|record|psk_version|identity|data_key|audit|idempotency)");

    /**
     * A join of two long lists. What is known of their length decides whether each entry of the one
     * is compared with each of the other, and in a store that grows fast little is known.
     */
    private static final Pattern JOINED =
            Pattern.compile("(Hash Cond|Merge Cond|Join Filter): .*fingerprint");

    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private static final String FILL =
            """
            INSERT INTO tunnel (id, account, name, edge, cloudflare_endpoint, interface_address,
                created_at, modified_at)
            SELECT decode(md5(n::text), 'hex'), 1000, 'filled-' || n, 'default', '203.0.113.9',
                '10.0.0.0/31', 0, 0
            FROM generate_series(1, 20000) AS n;
            INSERT INTO record (revision, edge, tunnel, account, version, gone, data_key, sealed, mac,
                set_at, fingerprint, epoch)
            SELECT n, 'default', decode(md5(n::text), 'hex'), 1000, 1, 0, decode(md5('k' || n),
                'hex'), sha256('sealed'), sha256('mac'), 0, decode(md5('f' || n), 'hex'),
                decode(md5('epoch'), 'hex')
            FROM generate_series(1, 20000) AS n;
            INSERT INTO psk_version (tunnel, version, fingerprint, set_at, audit_seq)
            SELECT tunnel, version, fingerprint, 0, revision FROM record;
            INSERT INTO data_key (id, edge_key, sealed, records)
            SELECT data_key, decode(md5('edge key'), 'hex'), sha256('sealed'), count(*) FROM record GROUP BY data_key;
            INSERT INTO identity (edge, printed, tunnel)
            SELECT edge, encode(id, 'hex'), id FROM tunnel WHERE name LIKE 'filled-%';
            INSERT INTO audit (seq, at, actor, source, request_id, action, outcome, items_hash,
                previous_hash, hash)
            SELECT n + 10, 0, 'server', '', decode(md5(n::text), 'hex'), 'SET_PSKS', '', '', '', ''
            FROM generate_series(1, 20000) AS n;
            INSERT INTO audit_items (seq, position, items) SELECT seq, 0, '' FROM audit WHERE seq > 10;
            INSERT INTO idempotency (account, position, key, content, tunnels, at)
            SELECT 1000, n, decode(md5(n::text), 'hex'), '', '\\x00', n FROM generate_series(1, 20000) AS n;
            UPDATE head SET revision = 20000, audit_seq = 20010;
            ANALYZE
            """;

    @Test
    void readsNoTableAsAWholeToSetKeysOrToFeedGateways() throws Exception {
        Engine engine = TestPostgres.running().fresh();
        Set<String> said = new ConcurrentSkipListSet<>();
        Engine recorded =
                new Engine(
                        engine.migrating(),
                        recording(engine.writing(), said),
                        recording(engine.reading(), said),
                        engine.copying(),
                        engine.sharing(),
                        engine.readers());
        try (StoreFixture store = StoreFixture.open(recorded);
                Connection beside = engine.writing().getConnection();
                Statement statement = beside.createStatement()) {
            AccountId account = store.account();
            statement.execute(FILL);

            List<TunnelId> tunnels = store.tunnels(account, "t", 3);
            store.set(account, tunnels.stream().map(tunnel -> entry(tunnel, KEY)).toList());
            store.validate(account, List.of(entry(tunnels.get(0), KEY)));
            store.remove(account, tunnels.get(1));
            store.delete(account, tunnels.get(2));
            store.store().records().after(EdgeId.DEFAULT, new Revision(10_000));
            store.store().tunnels().find(account, tunnels);
            store.store().tunnels().withSameKey(account, tunnels);
            store.store().evidences().of(tunnels);
            readAudit(store, Optional.of(account));
            readAudit(store, Optional.empty());
            assertThat(said).containsAll(AuditList.PAGES);

            assertThat(said).hasSizeGreaterThan(25);
            for (String sql : said) {
                List<String> plan = plan(statement, sql);
                assertThat(plan).as(sql).noneMatch(step -> WHOLE_TABLE.matcher(step).find());
                assertThat(plan).as(sql).noneMatch(step -> JOINED.matcher(step).find());
                if (sql.contains("r.revision >") || AuditList.PAGES.contains(sql)) {
                    assertThat(plan).as(sql).noneMatch(step -> step.contains("Sort"));
                }
            }
        }
    }

    private static void readAudit(StoreFixture store, Optional<AccountId> account)
            throws InterruptedException {
        for (AuditQuery.Order order : AuditQuery.Order.values()) {
            Optional<String> any = Optional.empty();
            store.store()
                    .audit()
                    .page(
                            new AuditQuery(
                                    account,
                                    Optional.empty(),
                                    Optional.empty(),
                                    any,
                                    any,
                                    any,
                                    order),
                            new AuditQuery.Stretch(100, 100));
        }
    }

    /** How the statement is run whatever its parameters are. */
    private static List<String> plan(Statement statement, String sql) throws SQLException {
        AtomicInteger parameters = new AtomicInteger();
        String numbered =
                PARAMETER.matcher(sql).replaceAll(_ -> "\\$" + parameters.incrementAndGet());
        statement.execute("SET plan_cache_mode = force_generic_plan");
        statement.execute("PREPARE planned AS " + numbered);
        String values = String.join(", ", Collections.nCopies(parameters.get(), "NULL"));
        List<String> plan = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(
                        "EXPLAIN EXECUTE planned" + (values.isEmpty() ? "" : "(" + values + ")"))) {
            while (rows.next()) {
                plan.add(rows.getString(1));
            }
        }
        statement.execute("DEALLOCATE planned");
        return plan;
    }

    private static DataSource recording(DataSource source, Set<String> said) {
        return proxy(
                DataSource.class,
                source,
                (name, _, result) ->
                        name.equals("getConnection")
                                ? recording((Connection) result, said)
                                : result);
    }

    private static Connection recording(Connection connection, Set<String> said) {
        return proxy(
                Connection.class,
                connection,
                (name, arguments, result) -> {
                    if (name.equals("prepareStatement")) {
                        said.add((String) arguments[0]);
                    }
                    return result;
                });
    }

    private interface After {
        Object called(String name, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            try {
                                return after.called(
                                        method.getName(),
                                        arguments,
                                        method.invoke(real, arguments));
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
