package dev.keyferry.app.command.psk.set;

import dev.keyferry.server.keyfile.KeyFile.EqualNeighbours;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a file of keys is read, and where refused lines go. */
final class SetOptions {
    @Option(
            names = "--accept-equal-neighbours",
            description = "Also set keys that are the same as that of the line before or after.")
    private boolean isAcceptingNeighbours;

    @Option(
            names = "--refused",
            paramLabel = "FILE",
            description =
                    "Where refused lines are listed, by default beside the file as"
                            + " NAME.refused.csv; with standard input nowhere else.")
    private @Nullable Path refused;

    @Option(
            names = "--restart",
            description = "Begin anew, whatever an interrupted run of this file did.")
    private boolean isRestarting;

    boolean isRestarting() {
        return isRestarting;
    }

    EqualNeighbours neighbours() {
        return isAcceptingNeighbours ? EqualNeighbours.ACCEPT : EqualNeighbours.REFUSE;
    }

    Optional<Path> refused() {
        return Optional.ofNullable(refused);
    }
}
