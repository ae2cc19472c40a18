package dev.keyferry.server.data;

import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.postgres.PostgresOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a store and its keys are.
 *
 * @param directory of the server, with the keys
 * @param shared the database that servers share; empty where it is a file in the directory
 */
public record StorePlace(Path directory, Optional<PostgresOptions> shared) {
    /** A store that is a file in the directory. */
    public StorePlace(Path directory) {
        this(directory, Optional.empty());
    }

    /** The file in the directory, which is there where nothing is shared. */
    public Path file() {
        return DataDirectory.database(directory);
    }

    public Engine engine() {
        return shared.map(Engine::postgres).orElseGet(() -> Engine.sqlite(file()));
    }
}
