package dev.keyferry.app.command.psk.set;

import dev.keyferry.app.Failure;
import dev.keyferry.app.keyfile.KeyFile.EqualNeighbours;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How keys of a file are checked and sent. */
final class SetOptions {
    /** Most keys of a call; what an answer is waited for grows with them. */
    static final int MAX_BATCH = 1_000;

    private static final int MAX_PERCENT = 100;

    @Option(
            names = "--batch",
            paramLabel = "COUNT",
            description = "Keys of one call, at most and by default ${DEFAULT-VALUE}.")
    private int batch = MAX_BATCH;

    @Option(
            names = "--ask-above",
            paramLabel = "PERCENT",
            description =
                    "Ask before more than this part of the account's tunnels gets keys;"
                            + " ${DEFAULT-VALUE} by default. Fewer than 10 are never asked about.")
    private int askAbove = 20;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean isYes;

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

    void check() {
        require("--batch", batch, 1, MAX_BATCH);
        require("--ask-above", askAbove, 0, MAX_PERCENT);
    }

    int batch() {
        return batch;
    }

    int askAbove() {
        return askAbove;
    }

    boolean isYes() {
        return isYes;
    }

    boolean isRestarting() {
        return isRestarting;
    }

    EqualNeighbours neighbours() {
        return isAcceptingNeighbours ? EqualNeighbours.ACCEPT : EqualNeighbours.REFUSE;
    }

    Optional<Path> refused() {
        return Optional.ofNullable(refused);
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw Failure.usage(
                    option + " is " + value + ", not from " + least + " to " + most,
                    "see `keyferry psk set --help`");
        }
    }
}
