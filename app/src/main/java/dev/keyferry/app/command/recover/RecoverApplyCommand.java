package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "apply",
        description = {
            "Begins a new epoch, in which the database in a directory counts: gateways take its",
            "keys, also where they hold newer ones, which are lost. No server may run on the",
            "directory. It cannot be undone."
        })
public final class RecoverApplyCommand implements Callable<Integer> {
    /** What counts where the database and gateways differ. */
    enum Side {
        STORE
    }

    private final Terminal terminal;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The directory of `keyferry serve`.")
    private Path data = Path.of("");

    @Option(
            names = "--prefer",
            required = true,
            paramLabel = "store",
            description = "What counts from now on: the database, which is the only choice.")
    private Side side = Side.STORE;

    public RecoverApplyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RecoverPlanCommand.print(
                switch (side) {
                    case STORE ->
                            Decision.on(recovery -> recovery.preferStore(data.toAbsolutePath()));
                },
                terminal);
        terminal.out().println("a new epoch begins; start the server, and gateways follow it");
        return ExitCode.DONE.number();
    }
}
