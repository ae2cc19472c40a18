package dev.keyferry.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.server.Deployed;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.copy.CopiedTable;
import dev.keyferry.server.store.founding.StoreMismatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupTest extends StoreCase {
    @Test
    void keepsOneMomentInOneFileWhileAServerRuns() throws Exception {
        try (Deployed server = deployed()) {
            set(server, NEXT);
            List<CopiedTable> moment = read(database());

            assertThat(Backup.write(place().engine(), backup())).isEqualTo(moment);

            set(server, LAST);
            assertThat(read(database())).isNotEqualTo(moment);
            assertThat(read(backup())).isEqualTo(moment);
        }
        assertThat(files(parent)).containsExactly(Path.of("backup.db"), Path.of("data"));
        assertThat(Files.getPosixFilePermissions(backup()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void hasNoneOfTheKeysThatAreFilesBesideTheStore() throws Exception {
        Backup.write(place().engine(), backup());

        String kept = Files.readString(backup(), StandardCharsets.ISO_8859_1);
        for (Path name : files(directory().resolve("keys"))) {
            byte[] key = Files.readAllBytes(directory().resolve("keys").resolve(name));
            // Behind what every file of the kind begins with.
            String secret = new String(key, key.length - 16, 16, StandardCharsets.ISO_8859_1);
            assertThat(kept).as(name.toString()).doesNotContain(secret);
        }
        assertThat(kept).doesNotContain(KEY);
    }

    @Test
    void neverTakesThePlaceOfAnotherFile() throws Exception {
        Files.writeString(backup(), "another");
        Path link = parent.resolve("link.db");
        Files.createSymbolicLink(link, parent.resolve("nowhere"));
        for (Path taken : List.of(backup(), link)) {
            assertThatThrownBy(() -> Backup.write(place().engine(), taken))
                    .isInstanceOf(TransferRefused.class)
                    .hasMessageContaining("exists already");
        }
        assertThat(backup()).hasContent("another");
        assertThat(parent.resolve("nowhere")).doesNotExist();
    }

    @Test
    void leavesNothingWhereThereIsNoStoreOrNoPlace() throws Exception {
        Path none = parent.resolve("none.db");
        execute(none, "CREATE TABLE other (id INTEGER PRIMARY KEY)");
        assertThatThrownBy(() -> Backup.write(Engine.sqlite(none), backup()))
                .isInstanceOf(StoreMismatch.class);
        assertThatThrownBy(
                        () -> Backup.write(place().engine(), parent.resolve("missing/backup.db")))
                .isInstanceOf(TransferRefused.class);
        assertThat(files(parent)).containsExactly(Path.of("data"), Path.of("none.db"));
    }
}
