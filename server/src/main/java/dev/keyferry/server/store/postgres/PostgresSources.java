package dev.keyferry.server.store.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * Connections to one PostgreSQL database, with every setting that matters given.
 *
 * <p>The waits are nested, so that each ends before whoever waits for it gives up: a transaction in
 * which its server says nothing is ended after one {@link PostgresOptions#timeout}, a wait for the
 * head's lock after two, a statement after three, and an answer is waited for during four.
 */
public final class PostgresSources {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LOGIN = Duration.ofSeconds(10);
    private static final int LOCK = 2;
    private static final int STATEMENT = 3;
    private static final int ANSWER = 4;

    /** A peer that is gone is noticed after three times this. */
    private static final Duration PROBE = Duration.ofSeconds(5);

    private final PostgresOptions options;

    /**
     * Connects to nothing yet.
     *
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if the password's file cannot be used
     */
    public PostgresSources(PostgresOptions options) {
        this.options = options;
        options.password().ifPresent(PasswordedSource::password);
    }

    /** For changes of the tables, however long they take. */
    public DataSource migrating() {
        return source("migration", Duration.ZERO, session());
    }

    /** Transactions whose statements each see what was committed before, and commit durably. */
    public DataSource writing() {
        Map<String, String> session = session();
        session.put("default_transaction_isolation", "read\\ committed");
        session.put("synchronous_commit", "on");
        bound(session);
        return source("writer", options.timeout().multipliedBy(ANSWER), session);
    }

    /** Transactions that see one moment. */
    public DataSource reading() {
        Map<String, String> session = moment();
        bound(session);
        return readOnly(source("reader", options.timeout().multipliedBy(STATEMENT), session));
    }

    /** Transactions that see one moment for as long as a copy of the whole takes. */
    public DataSource copying() {
        return readOnly(source("copy", Duration.ZERO, moment()));
    }

    /** Connections that lie idle and are told of commits. */
    public DataSource watching() {
        Map<String, String> session = session();
        bound(session);
        return source("watch", options.timeout().multipliedBy(ANSWER), session);
    }

    /** What need not outlive the database's process is written over these. */
    public DataSource posting() {
        Map<String, String> session = session();
        session.put("default_transaction_isolation", "read\\ committed");
        session.put("default_transaction_read_only", "off");
        session.put("synchronous_commit", "off");
        bound(session);
        return source("board", options.timeout().multipliedBy(ANSWER), session);
    }

    private static Map<String, String> moment() {
        Map<String, String> session = session();
        session.put("default_transaction_isolation", "repeatable\\ read");
        return session;
    }

    private static DataSource readOnly(PGSimpleDataSource source) {
        // Not by the session's default: a connection with that would not be one to a primary.
        source.setReadOnly(true);
        source.setReadOnlyMode("transaction");
        return source;
    }

    private static Map<String, String> session() {
        Map<String, String> session = new LinkedHashMap<>();
        session.put("TimeZone", "UTC");
        // As on a disk without a head that moves. With the default, which is older than those, a
        // look-up of some ids reads tables of 20,000 rows as a whole.
        session.put("random_page_cost", "1.1");
        session.put("tcp_keepalives_idle", seconds(PROBE));
        session.put("tcp_keepalives_interval", seconds(PROBE));
        session.put("tcp_keepalives_count", "2");
        return session;
    }

    private void bound(Map<String, String> session) {
        Duration timeout = options.timeout();
        session.put("idle_in_transaction_session_timeout", millis(timeout));
        session.put("lock_timeout", millis(timeout.multipliedBy(LOCK)));
        session.put("statement_timeout", millis(timeout.multipliedBy(STATEMENT)));
        // What a stopped server does not read, the database must not wait for with the lock held.
        session.put("tcp_user_timeout", millis(timeout));
    }

    private PGSimpleDataSource source(String name, Duration answer, Map<String, String> session) {
        PGSimpleDataSource source = new PasswordedSource(options.password());
        PostgresAddress address = options.address();
        source.setServerNames(
                address.places().stream().map(PostgresAddress.Place::host).toArray(String[]::new));
        source.setPortNumbers(
                address.places().stream().mapToInt(PostgresAddress.Place::port).toArray());
        source.setTargetServerType("primary");
        source.setDatabaseName(address.database());
        source.setUser(options.user());
        source.setApplicationName("keyferry-" + name);
        source.setConnectTimeout(Math.toIntExact(CONNECT.toSeconds()));
        source.setLoginTimeout(Math.toIntExact(LOGIN.toSeconds()));
        source.setSocketTimeout(Math.toIntExact(answer.toSeconds()));
        source.setTcpKeepAlive(true);
        source.setOptions(
                session.entrySet().stream()
                        .map(set -> "-c " + set.getKey() + "=" + set.getValue())
                        .collect(Collectors.joining(" ")));
        // A batch of many rows is one statement.
        source.setReWriteBatchedInserts(true);
        // What a statement was given may be a secret, and exceptions are logged.
        source.setLogServerErrorDetail(false);
        source.setGssEncMode("disable");
        secure(source);
        return source;
    }

    private void secure(PGSimpleDataSource source) {
        Optional<Path> authority = options.authority();
        if (options.address().isLoopback() && authority.isEmpty()) {
            source.setSslMode("disable");
            return;
        }
        source.setSslMode("verify-full");
        if (authority.isPresent()) {
            source.setSslRootCert(authority.get().toString());
        } else {
            source.setSslfactory(DefaultJavaSSLFactory.class.getName());
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
