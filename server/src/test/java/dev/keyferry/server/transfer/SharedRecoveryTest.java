package dev.keyferry.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.ServerOptions;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.stopped.Recovery;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.postgres.PostgresOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An operator decides about a shared database that is older than what gateways have. */
@Timeout(120)
class SharedRecoveryTest extends StoreCase {
    private final PostgresOptions database = emptyDatabase();
    private final Recovery recovery = new Recovery(random, InstantSource.system());

    @Test
    void aNewEpochBeginsOnceNoServerIsThere() throws Exception {
        new Migration(random).move(shared(database));
        try (KeyferryServer server = KeyferryServer.start(options("other"))) {
            assertServersAreThere();
            assertThat(server.useCases().getTunnel().get(account, tunnel).tunnel().key())
                    .isPresent();
        }

        Plan before = recovery.plan(shared(database), List.of());
        Plan decided = recovery.preferStore(shared(database));

        assertThat(before.history().former()).isEmpty();
        assertThat(decided.history().former()).containsExactly(before.history().epoch());
        KeyferryServer.start(options("other")).close();
        assertThat(recovery.plan(shared(database), List.of()).history())
                .isEqualTo(decided.history());
    }

    @Test
    void anEmptyDatabaseHasNothingToDecideAbout() {
        assertThatThrownBy(() -> recovery.preferStore(shared(database)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("no store");
    }

    private void assertServersAreThere() {
        assertThatThrownBy(() -> recovery.preferStore(shared(database)))
                .isInstanceOf(StoreMismatch.class)
                .hasMessageContaining("servers are running");
    }

    /** Of another server, whose directory is not the one of the command. */
    private ServerOptions options(String name) throws Exception {
        Path other = parent.resolve(name);
        if (Files.notExists(other)) {
            copyKeys(other);
        }
        return new ServerOptions(
                other,
                ListenAddress.parse("127.0.0.1:0"),
                HttpTimeouts.DEFAULT,
                Optional.empty(),
                IkeDomain.DEFAULT,
                LocalGateway.ABSENT,
                Optional.empty(),
                Optional.of(database));
    }

    private void copyKeys(Path other) throws Exception {
        var onlyOwner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(other.resolve("keys"), onlyOwner);
        for (Path key : files(directory().resolve("keys"))) {
            Files.copy(
                    directory().resolve("keys").resolve(key),
                    other.resolve("keys").resolve(key),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
