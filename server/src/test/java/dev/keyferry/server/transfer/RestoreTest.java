package dev.keyferry.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.store.copy.CopiedTable;
import dev.keyferry.server.store.copy.Transfer;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.transfer.Restore.Restored;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RestoreTest extends StoreCase {
    private static final String[] TO_FORM_19 = {
        "DROP TABLE audit_items",
        "DROP INDEX audit_by_account",
        "DROP INDEX audit_by_time",
        "ALTER TABLE audit DROP COLUMN account",
        "ALTER TABLE audit DROP COLUMN items",
        "ALTER TABLE head DROP COLUMN fleet",
        "DELETE FROM flyway_schema_history WHERE version IN ('20', '21')"
    };

    private final Restore restore = new Restore(random, InstantSource.system());
    private Epoch first;

    @BeforeEach
    void backUpAndGoOn() throws Exception {
        Backup.write(place().engine(), backup());
        try (Deployed server = deployed()) {
            first = server.store().deployment().epoch();
            set(server, NEXT);
        }
    }

    @Test
    void theBackupCountsInANewEpochAndTheFormerStoreIsKept() throws Exception {
        List<CopiedTable> inBackup = read(backup());
        TestGateway gateway;
        try (Deployed server = deployed()) {
            gateway = new TestGateway(server.feed(), 'a');
            gateway.pull(Optional.of(server.opener()));
            assertThat(gateway.keys()).containsEntry(tunnel, NEXT);
        }
        List<CopiedTable> before = read(database());

        Restored restored = restore(place());

        assertThat(read(restored.former().orElseThrow())).isEqualTo(before);
        assertThat(restored.plan().history().former()).containsExactly(first);
        // The present store had come further than the backup.
        assertThat(restored.plan().head().value()).isEqualTo(2);
        assertThat(rows(read(database()), "tunnel")).isEqualTo(rows(inBackup, "tunnel"));
        assertThat(rows(read(database()), "record")).isEqualTo(rows(inBackup, "record"));
        assertThat(read(backup())).isEqualTo(inBackup);
        assertServesTheBackup(restored.plan());
    }

    @Test
    void gatewaysThatFollowedOneRestoreFollowTheNextOfTheSameBackup() throws Exception {
        Epoch second = restore(place()).plan().history().epoch();
        try (Deployed server = deployed()) {
            set(server, LAST);
        }

        Plan plan = restore(place()).plan();

        assertThat(plan.history().former()).containsExactly(first, second);
        assertServesTheBackup(plan);
    }

    @Test
    void aBackupOfAnOlderVersionIsBroughtForward() throws Exception {
        execute(backup(), TO_FORM_19);
        assertServesTheBackup(restore(place()).plan());
    }

    @Test
    void aBackupThatTookAnotherWayThanThePresentStoreIsRefused() throws Exception {
        Path earlier = parent.resolve("earlier.db");
        Path other = parent.resolve("other.db");
        Backup.write(place().engine(), earlier);
        Epoch second = restore(place()).plan().history().epoch();
        Backup.write(place().engine(), other);
        Files.delete(database());
        Epoch third = restore.restore(earlier, place(), List.of()).plan().history().epoch();

        assertThatThrownBy(() -> restore.restore(other, place(), List.of()))
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        refused -> {
                            assertThat(refused).hasMessageContaining(third.value());
                            assertThat(refused.hint()).contains("move keyferry.db away");
                        });
        assertRefused(other, StartRefused.class);

        Files.move(database(), parent.resolve("away.db"));
        Plan plan = restore.restore(other, place(), List.of()).plan();
        assertThat(plan.history().former()).containsExactly(first, second);
        assertServesTheBackup(plan);
    }

    @Test
    void aPresentStoreThatIsBeforeTheBackupIsReplaced() throws Exception {
        Path before = Files.copy(backup(), parent.resolve("before.db"));
        Epoch second = restore(place()).plan().history().epoch();
        Path after = parent.resolve("after.db");
        Backup.write(place().engine(), after);
        Files.move(before, database(), StandardCopyOption.REPLACE_EXISTING);

        Plan plan = restore.restore(after, place(), List.of()).plan();

        assertThat(plan.history().former()).containsExactly(first, second);
    }

    @Test
    void aHistoryInThePresentStoreThatNoServerWroteIsNotTakenOver() throws Exception {
        restore(place());
        execute(database(), "UPDATE head SET succession = zeroblob(32)");
        assertRefused(backup(), StartRefused.class);
    }

    @Test
    void theFormerStoreIsKeptInTheFormThatItHad() throws Exception {
        execute(database(), TO_FORM_19);
        Path kept = restore(place()).former().orElseThrow();
        assertThatThrownBy(() -> read(kept))
                .isInstanceOf(StoreMismatch.class)
                .hasMessageContaining("older version");
        assertThat(files(directory()).toString()).doesNotContain("present");
    }

    @Test
    void aDirectoryThatLostItsStoreGetsItBackWithoutTheFormerLog() throws Exception {
        leaveTheLogOfAKilledServer();
        Files.delete(database());
        Restored restored = restore(place());
        assertThat(restored.former()).isEmpty();
        assertThat(files(directory()).toString()).containsPattern("keyferry.db.[0-9TZ.]+-wal");
        assertServesTheBackup(restored.plan());
    }

    private void leaveTheLogOfAKilledServer() throws Exception {
        Path log = database().resolveSibling("keyferry.db-wal");
        byte[] written;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 7");
            written = Files.readAllBytes(log);
        }
        assertThat(written).isNotEmpty();
        Files.write(log, written);
    }

    @Test
    void whatAnInterruptedRestoreLeftIsNoHindrance() throws Exception {
        Path staged = directory().resolve("keyferry.db.restoring");
        for (String end : List.of("", "-wal", "-shm", "-journal")) {
            Files.writeString(staged.resolveSibling(staged.getFileName() + end), "half");
        }
        Files.createLink(directory().resolve("keyferry.db.20261130T120000.000Z"), database());
        assertServesTheBackup(restore(place()).plan());
        assertThat(files(directory()).toString()).doesNotContain("restoring");
    }

    @Test
    void nothingIsChangedByWhatIsNoBackupOfThisDeployment() throws Exception {
        Path text = Files.writeString(parent.resolve("text"), "no database at all");
        Path empty = Files.createFile(parent.resolve("empty"));
        Path damaged = Files.copy(backup(), parent.resolve("damaged"));
        damage(damaged);
        Path newer = Files.copy(backup(), parent.resolve("newer"));
        execute(newer, "UPDATE flyway_schema_history SET version = '999' WHERE version = '20'");
        for (Path file : List.of(text, empty, damaged, newer)) {
            assertRefused(file, StoreMismatch.class);
        }
        Path strangers = parent.resolve("strangers");
        new Deployed(strangers, LocalGateway.PRESENT).close();
        Path foreign = parent.resolve("foreign");
        Backup.write(new StorePlace(strangers, Optional.empty()).engine(), foreign);
        assertRefused(foreign, StartRefused.class);
        assertRefused(parent.resolve("missing"), TransferRefused.class);
    }

    @Test
    void aStoreWithRecordsOfAnotherKeyIsNotTaken() throws Exception {
        Path strangers = parent.resolve("strangers");
        new Deployed(strangers, LocalGateway.PRESENT).close();
        Path key = Path.of("keys/record-default.key");
        byte[] own = Files.readAllBytes(directory().resolve(key));
        Files.write(directory().resolve(key), Files.readAllBytes(strangers.resolve(key)));
        assertRefused(backup(), StartRefused.class);
        Files.write(directory().resolve(key), own);
        assertServesTheBackup(restore(place()).plan());
    }

    @Test
    void aDirectoryWithoutKeysIsRefusedAndNoneAreMade() throws Exception {
        Path other = Files.createDirectory(parent.resolve("other"));
        assertThatThrownBy(() -> restore(new StorePlace(other, Optional.empty())))
                .isInstanceOf(TransferRefused.class)
                .hasMessageContaining("has no keys");
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void aRunningServerKeepsItsStore() throws Exception {
        try (Deployed server = deployed()) {
            assertThatThrownBy(() -> restore(place())).isInstanceOf(StartRefused.class);
            set(server, LAST);
        }
    }

    @Test
    void anEmptySharedDatabaseIsFilledAndOneWithAStoreIsNot() throws Exception {
        PostgresOptions database = emptyDatabase();
        assertThatThrownBy(() -> restore(shared(database)))
                .isInstanceOf(TransferRefused.class)
                .hasMessageContaining("a store of its own");
        Files.delete(database());

        Restored restored = restore(shared(database));

        List<CopiedTable> filled = Transfer.read(shared(database).engine());
        assertThat(rows(filled, "record")).isEqualTo(rows(read(backup()), "record"));
        assertThat(restored.plan().history().former()).containsExactly(first);
        assertThat(database()).doesNotExist();
        assertThatThrownBy(() -> restore(shared(database)))
                .isInstanceOf(TransferRefused.class)
                .hasMessageContaining("a store already");
        assertThat(Transfer.read(shared(database).engine())).isEqualTo(filled);
    }

    private Restored restore(StorePlace place) {
        return restore.restore(backup(), place, List.of());
    }

    private void assertRefused(Path file, Class<? extends Exception> by) throws IOException {
        List<CopiedTable> before = read(database());
        List<Path> files = files(directory());
        assertThatThrownBy(() -> restore.restore(file, place(), List.of()))
                .as(file.toString())
                .isInstanceOf(by);
        assertThat(read(database())).isEqualTo(before);
        assertThat(files(directory())).isEqualTo(files);
    }

    /** Whoever reads from the start gets the backup's key, and the next one has a new version. */
    private void assertServesTheBackup(Plan plan) throws InterruptedException {
        try (Deployed server = deployed()) {
            assertThat(server.store().deployment().epochs().history()).isEqualTo(plan.history());
            TestGateway gateway = new TestGateway(server.feed(), 'b');
            gateway.pull(Optional.of(server.opener()));
            assertThat(gateway.keys()).containsEntry(tunnel, KEY);
            set(server, NEXT);
            gateway.pull(Optional.of(server.opener()));
            assertThat(gateway.keys()).containsEntry(tunnel, NEXT);
            assertThat(version(gateway, tunnel)).isGreaterThan(plan.head().value());
        }
    }

    private static long version(TestGateway gateway, TunnelId tunnel) {
        return gateway.records().entrySet().stream()
                .filter(entry -> entry.getKey().equals(tunnel))
                .mapToLong(entry -> entry.getValue().binding().version().value())
                .findFirst()
                .orElseThrow();
    }

    private static CopiedTable rows(List<CopiedTable> tables, String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
    }

    /** A page in the middle is overwritten. */
    private static void damage(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long middle = channel.size() / 2 / 4096 * 4096;
            channel.write(ByteBuffer.wrap(new byte[4096]), middle);
        }
    }
}
