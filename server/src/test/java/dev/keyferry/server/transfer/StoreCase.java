package dev.keyferry.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.TestPostgres;
import dev.keyferry.server.store.copy.CopiedTable;
import dev.keyferry.server.store.copy.Transfer;
import dev.keyferry.server.store.postgres.PostgresOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory with a store that has a key. */
abstract class StoreCase {
    static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    static final String NEXT = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";
    static final String LAST = "pW8nA3yLe1SuC5oX9tZd4IgK7qMh6UvB";

    final SecureRandom random = new SecureRandom();

    @TempDir Path parent;

    AccountId account;
    TunnelId tunnel;

    @BeforeEach
    void makeAStore() throws Exception {
        try (Deployed server = deployed()) {
            account = server.account("acme").id();
            tunnel = server.tunnels(account, 1).getFirst();
            set(server, KEY);
        }
    }

    void set(Deployed server, String key) throws InterruptedException {
        assertThat(server.set(account, tunnel, key).applied()).hasSize(1);
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

    Path backup() {
        return parent.resolve("backup.db");
    }

    StorePlace place() {
        return new StorePlace(directory(), Optional.empty());
    }

    StorePlace shared(PostgresOptions database) {
        return new StorePlace(directory(), Optional.of(database));
    }

    static PostgresOptions emptyDatabase() {
        return TestPostgres.running().options(TestPostgres.running().create(""));
    }

    static List<CopiedTable> read(Path file) {
        return Transfer.read(Engine.sqlite(file));
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::getFileName).sorted().toList();
        }
    }

    static void execute(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
