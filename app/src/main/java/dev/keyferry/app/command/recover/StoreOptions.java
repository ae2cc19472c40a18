package dev.keyferry.app.command.recover;

import dev.keyferry.app.settings.SettingsFile;
import dev.keyferry.server.store.postgres.PostgresOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command on a whole store is about, beside the directory. */
final class StoreOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration of `keyferry serve`, of which store.url counts.")
    private @Nullable Path config;

    /** The shared database that the configuration names. */
    Optional<PostgresOptions> shared() {
        return Optional.ofNullable(config)
                .flatMap(file -> SettingsFile.read(file).store().shared());
    }
}
