package dev.keyferry.app.command.terminal;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import picocli.CommandLine.Option;

/** Of a command that takes something away for good. */
public final class YesOption {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean isYes;

    /**
     * Returns if it is meant.
     *
     * @param what would be done, as a sentence without a full stop
     * @param otherwise what is so if it is not, likewise
     * @throws Failure if somebody says no, or nobody can be asked
     */
    public void require(Terminal terminal, String what, String otherwise) {
        if (!isYes && !Question.isAgreed(terminal, what, "give --yes if that is meant")) {
            throw new Failure(ExitCode.REFUSED, otherwise, "answer y, or give --yes, to do it");
        }
    }
}
