package dev.keyferry.server.stopped;

import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.domain.audit.Remembered;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.InspectedStore;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A look at the audit of a server, whether that runs or not. Thread-safe. */
public final class AuditInspection {
    /**
     * Checks the whole audit, and changes nothing.
     *
     * @param directory the server's
     * @param shared the database that it shares with others, if it does
     * @param witnesses records that must be in it
     * @throws StartRefused if there is no database of this version
     * @throws StoreUnavailable if the database cannot be read
     */
    public AuditVerdict verify(
            Path directory, Optional<PostgresOptions> shared, List<Remembered> witnesses) {
        return new InspectedStore(shared.map(Engine::postgres).orElseGet(() -> file(directory)))
                .verifyAudit(witnesses)
                .orElseThrow(() ->
                        new StartRefused(
                                "the database is of another version of Keyferry",
                                "use the keyferry of its servers, or start a server of this"
                                        + " version on it once"));
    }

    private static Engine file(Path directory) {
        Path file = DataDirectory.databaseFile(directory);
        if (Files.notExists(file)) {
            throw new StartRefused(
                    directory + " has no database",
                    "name the directory that serve --data has, and by --config the configuration"
                            + " that names a shared one");
        }
        return Engine.sqlite(file);
    }
}
