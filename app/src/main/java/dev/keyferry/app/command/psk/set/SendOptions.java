package dev.keyferry.app.command.psk.set;

import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many keys are sent at a time, and after which question. */
public final class SendOptions {
    /** Most keys of a call; what an answer is waited for grows with them. */
    static final int MAX_BATCH = 1_000;

    private static final int MAX_PERCENT = 100;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

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

    /**
     * Checks the numbers.
     *
     * @throws Failure a usage failure if one is out of range
     */
    public void check() {
        require("--batch", batch, 1, MAX_BATCH);
        require("--ask-above", askAbove, 0, MAX_PERCENT);
    }

    /** Keys of one call. */
    public int batch() {
        return batch;
    }

    boolean isYes() {
        return isYes;
    }

    /**
     * Returns if so many keys may be set, because they are few or somebody agrees.
     *
     * @param tunnels of the account
     * @throws Failure if nobody does
     */
    public void agree(Terminal terminal, int keys, int tunnels) {
        Consent consent = new Consent(terminal, askAbove);
        if (!isYes && consent.isNeeded(keys, tunnels)) {
            consent.require(keys, tunnels);
        }
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw Failure.usage(
                    option + " is " + value + ", not from " + least + " to " + most,
                    "see `" + command.qualifiedName() + " --help`");
        }
    }
}
