package dev.keyferry.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.ServerOptions;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.Store;
import dev.keyferry.server.store.copy.CopiedTable;
import dev.keyferry.server.store.copy.Transfer;
import dev.keyferry.server.store.postgres.PostgresOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The store of a directory moves into a shared database. */
@Timeout(120)
class MoveTest extends StoreCase {
    private final Migration migration = new Migration(random);
    private final PostgresOptions database = emptyDatabase();

    @Test
    void everythingIsThereAndNoServerGoesOnWithTheFile() throws Exception {
        List<CopiedTable> before = read(database());

        assertThat(migration.move(shared(database))).isEqualTo(before);

        assertThat(Transfer.read(shared(database).engine())).isEqualTo(before);
        assertThat(database()).doesNotExist();
        assertThat(read(moved())).isEqualTo(before);
        assertThatThrownBy(this::deployed)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("moved into a shared database");
        assertThat(database()).doesNotExist();
        try (KeyferryServer server = KeyferryServer.start(options())) {
            assertThat(server.useCases().getTunnel().get(account, tunnel).tunnel().key())
                    .isPresent();
        }
        assertThatThrownBy(() -> migration.move(shared(database)))
                .isInstanceOf(TransferRefused.class)
                .hasMessageContaining("moved already");
    }

    @Test
    void whatWasInterruptedBehindTheCopyIsFinished() {
        List<CopiedTable> before = read(database());
        Transfer.copy(place().engine(), shared(database).engine());

        assertThat(migration.move(shared(database))).isEqualTo(before);

        assertThat(database()).doesNotExist();
        assertThat(read(moved())).isEqualTo(before);
    }

    @Test
    void aStoreThatWentOnIsNotLeftForAnOlderCopyOfIt() throws Exception {
        Transfer.copy(place().engine(), shared(database).engine());
        List<CopiedTable> copied = Transfer.read(shared(database).engine());
        try (Deployed server = deployed()) {
            set(server, NEXT);
        }

        assertThatThrownBy(() -> migration.move(shared(database)))
                .isInstanceOf(TransferRefused.class)
                .hasMessageContaining("another store");

        assertThat(Transfer.read(shared(database).engine())).isEqualTo(copied);
        deployed().close();
    }

    @Test
    void aRunningServerKeepsItsStore() throws Exception {
        try (Deployed server = deployed()) {
            assertThatThrownBy(() -> migration.move(shared(database)))
                    .isInstanceOf(StartRefused.class);
            set(server, NEXT);
        }
        assertThat(Store.isFounded(shared(database).engine())).isFalse();
    }

    @Test
    void theWayBackIsABackupAndARestore() throws Exception {
        migration.move(shared(database));
        List<CopiedTable> moved = Transfer.read(shared(database).engine());

        assertThat(Backup.write(Engine.postgres(database), backup())).isEqualTo(moved);
        new Restore(random, InstantSource.system())
                .restore(backup(), new StorePlace(directory(), Optional.empty()), List.of());

        try (Deployed server = deployed()) {
            assertThat(server.store().deployment().epochs().history().former()).hasSize(1);
            set(server, NEXT);
        }
    }

    private Path moved() {
        return directory().resolve("keyferry.db.migrated");
    }

    private ServerOptions options() {
        return new ServerOptions(
                directory(),
                ListenAddress.parse("127.0.0.1:0"),
                HttpTimeouts.DEFAULT,
                Optional.empty(),
                IkeDomain.DEFAULT,
                LocalGateway.ABSENT,
                Optional.empty(),
                Optional.of(database));
    }
}
