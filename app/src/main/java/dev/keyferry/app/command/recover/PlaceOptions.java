package dev.keyferry.app.command.recover;

import dev.keyferry.server.data.StorePlace;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server a command is about that works on the directory of a stopped one. */
final class PlaceOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The directory of `keyferry serve`.")
    private Path data = Path.of("");

    @Mixin private StoreOptions store = new StoreOptions();

    StorePlace place() {
        return new StorePlace(data.toAbsolutePath(), store.shared());
    }
}
