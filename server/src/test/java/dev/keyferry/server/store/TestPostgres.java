package dev.keyferry.server.store;

import dev.keyferry.server.store.postgres.PostgresAddress;
import dev.keyferry.server.store.postgres.PostgresOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL of this JVM, which ends with it, and databases of one test each. Each has the newest
 * tables already, because they are copied from one that was brought up once. Thread-safe.
 */
public final class TestPostgres {
    private static final String USER = "postgres";

    /** A database with the newest tables, all of them empty. */
    static final String TEMPLATE = "keyferry_template";

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    private static final class Holder {
        static final TestPostgres RUNNING = start();
    }

    public static TestPostgres running() {
        return Holder.RUNNING;
    }

    private static TestPostgres start() {
        try {
            TestPostgres started =
                    new TestPostgres(
                            EmbeddedPostgres.builder()
                                    .setServerConfig("max_connections", "200")
                                    // What a crash of the machine would leave is not tested.
                                    .setServerConfig("fsync", "off")
                                    .setLocaleConfig("encoding", "UTF8")
                                    .start());
            // In a locale whose order of names is not that of their bytes.
            started.execute(
                    "CREATE DATABASE "
                            + TEMPLATE
                            + " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
            Schema.bringUp(Engine.postgres(started.options(TEMPLATE)).migrating());
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A database with the newest tables, all of them empty. */
    Engine fresh() {
        return Engine.postgres(options(create("TEMPLATE " + TEMPLATE)));
    }

    /** The name of a new database. */
    public String create(String how) {
        String name = "test_" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name + " " + how);
        return name;
    }

    public PostgresOptions options(String database) {
        return options(database, server.getPort());
    }

    /** The same through something that listens at another port of this host. */
    PostgresOptions options(String database, int port) {
        return new PostgresOptions(
                new PostgresAddress(
                        List.of(new PostgresAddress.Place("127.0.0.1", port)), database),
                USER,
                Optional.empty(),
                Optional.empty(),
                PostgresOptions.DEFAULT_READERS,
                PostgresOptions.DEFAULT_TIMEOUT);
    }

    int port() {
        return server.getPort();
    }

    void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
