package dev.keyferry.server.store.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.server.store.Engine;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {
    @TempDir private Path directory;

    @Test
    void readAgainOnceWhatMadeAReadFailIsMended() throws Exception {
        Path file = directory.resolve("store.db");
        run(file, "CREATE TABLE thing (name TEXT)");
        try (Readers readers =
                new Readers("test", 1, Engine.sqlite(file).reading(), Duration.ofSeconds(30))) {
            assertThat(count(readers)).isZero();
            run(file, "ALTER TABLE thing RENAME TO other");
            assertThatThrownBy(() -> count(readers)).isInstanceOf(StoreUnavailable.class);

            run(file, "ALTER TABLE other RENAME TO thing");

            assertThat(count(readers)).isZero();
        }
    }

    private static long count(Readers readers) throws InterruptedException {
        return readers.read(statements ->
                statements
                        .query(
                                "SELECT count(*) FROM thing",
                                "",
                                (statement, none) -> {},
                                row -> row.getLong(1))
                        .getFirst());
    }

    private static void run(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
