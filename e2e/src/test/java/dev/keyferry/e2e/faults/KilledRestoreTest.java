package dev.keyferry.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.Keyferry;
import dev.keyferry.e2e.parts.CommandRun;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.TestPostgres;
import dev.keyferry.server.store.copy.CopiedTable;
import dev.keyferry.server.store.copy.Transfer;
import dev.keyferry.server.store.postgres.PostgresAddress.Place;
import dev.keyferry.server.store.postgres.PostgresOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a whole store are killed ever later, and then run to their end. */
class KilledRestoreTest {
    private static final int STEP_MILLIS = 150;

    /** More than a command needs for everything. */
    private static final int MOST_STEPS = 60;

    @TempDir Path directory;

    @BeforeEach
    void makeAStoreAndABackup() {
        try (ServeProcess serve = serve()) {
            serve.api().createAccount("acme");
            run("backup", file("backup.db"), "--data", file("data"));
            serve.api().createAccount("later");
        }
    }

    @Test
    void theStoreIsTheFormerOrTheRestoredOneWhereverARestoreEnds() throws Exception {
        List<CopiedTable> former = read("data/keyferry.db");
        List<CopiedTable> accounts = table(read("backup.db"), "account");
        String[] restore = {"restore", file("backup.db"), "--data", file("data")};
        int kills = 0;
        boolean isReplaced = false;
        while (killedAfter("keyferry.db.restoring", kills * STEP_MILLIS, restore)) {
            List<CopiedTable> now = read("data/keyferry.db");
            isReplaced = !now.equals(former);
            if (isReplaced) {
                assertThat(table(now, "account")).isEqualTo(accounts);
                former = now;
            }
            assertThat(++kills).isLessThan(MOST_STEPS);
        }
        assertThat(kills).isGreaterThan(1);
        assertThat(table(read("data/keyferry.db"), "account")).isEqualTo(accounts);
        run(restore);
        assertThat(names()).doesNotContain("keyferry.db.restoring");
        try (ServeProcess serve = serve()) {
            assertThat(serve.api().get("/accounts").result()).hasSize(1);
        }
    }

    @Test
    void theStoreIsWholeInOnePlaceAtLeastWhereverAMoveEnds() throws Exception {
        List<CopiedTable> store = read("data/keyferry.db");
        PostgresOptions database =
                TestPostgres.running().options(TestPostgres.running().create(""));
        String[] move = {"migrate-store", "--data", file("data"), "--config", config(database)};
        int kills = 0;
        while (killedAfter("keyferry.db-wal", kills * STEP_MILLIS, move)) {
            String left =
                    names().contains("keyferry.db")
                            ? "data/keyferry.db"
                            : "data/keyferry.db.migrated";
            assertThat(read(left)).isEqualTo(store);
            assertThat(++kills).isLessThan(MOST_STEPS);
        }
        assertThat(kills).isGreaterThan(1);
        if (names().contains("keyferry.db")) {
            run(move);
        }
        assertThat(names()).contains("keyferry.db.migrated").doesNotContain("keyferry.db");
        assertThat(Transfer.read(Engine.postgres(database))).isEqualTo(store);
    }

    /**
     * Lets the command run for so long from when a file shows that it began.
     *
     * @return false if it came to its end
     */
    private boolean killedAfter(String sign, int millis, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Keyferry.class.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("killed.log").toFile())
                        .start();
        boolean isEnded = false;
        while (!isEnded && !names().contains(sign)) {
            isEnded = process.waitFor(1, TimeUnit.MILLISECONDS);
        }
        isEnded = process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !isEnded;
    }

    private static void run(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exit()).as(run.shown()).isZero();
    }

    private ServeProcess serve() {
        return ServeProcess.start(directory.resolve("data"), List.of());
    }

    private List<CopiedTable> read(String file) {
        return Transfer.read(Engine.sqlite(directory.resolve(file)));
    }

    private static List<CopiedTable> table(List<CopiedTable> tables, String name) {
        return tables.stream().filter(table -> table.name().equals(name)).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private String config(PostgresOptions database) throws IOException {
        Place place = database.address().places().getFirst();
        String text =
                """
                [store]
                url = "jdbc:postgresql://%s:%d/%s"
                user = "%s"
                """
                        .formatted(
                                place.host(),
                                place.port(),
                                database.address().database(),
                                database.user());
        return Files.writeString(directory.resolve("shared.toml"), text).toString();
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }
}
