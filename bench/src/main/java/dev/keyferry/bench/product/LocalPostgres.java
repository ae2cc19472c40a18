package dev.keyferry.bench.product;

import dev.keyferry.server.store.postgres.PostgresAddress;
import dev.keyferry.server.store.postgres.PostgresOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A PostgreSQL on this host that keeps what it commits, as SQLite does here. Thread-safe. */
public final class LocalPostgres implements AutoCloseable {
    private static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private LocalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts it; all its files are removed when it is closed. */
    public static LocalPostgres start() {
        try {
            LocalPostgres started =
                    new LocalPostgres(
                            EmbeddedPostgres.builder()
                                    // What runs for tests would rather be fast than keep anything.
                                    .setServerConfig("fsync", "on")
                                    .setServerConfig("synchronous_commit", "on")
                                    .start());
            started.requireDurable();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new database without anything in it. */
    public PostgresOptions create() {
        String name = "bench_" + databases.incrementAndGet();
        run(server.getPostgresDatabase(), "CREATE DATABASE " + name + " TEMPLATE template0");
        return new PostgresOptions(
                new PostgresAddress(
                        List.of(new PostgresAddress.Place("127.0.0.1", server.getPort())), name),
                USER,
                Optional.empty(),
                Optional.empty(),
                PostgresOptions.DEFAULT_READERS,
                PostgresOptions.DEFAULT_TIMEOUT);
    }

    /** How many transactions have written to the audit, which is what every change does. */
    public long commits(PostgresOptions database) {
        DataSource source = server.getDatabase(USER, database.address().database());
        return Long.parseLong(read(source, "SELECT count(DISTINCT xmin::text) FROM audit"));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireDurable() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (!read(server.getPostgresDatabase(), "SHOW " + setting).equals("on")) {
                throw new IllegalStateException("the database runs without " + setting);
            }
        }
    }

    private static String read(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
