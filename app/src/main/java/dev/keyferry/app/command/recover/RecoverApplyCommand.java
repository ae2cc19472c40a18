package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.Recovery.Plan;
import dev.keyferry.server.usecase.recall.HeldCache;
import dev.keyferry.server.usecase.recall.Recalled;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "apply",
        description = {
            "Begins a new epoch, which all gateways follow. With --prefer gateways the database",
            "first gets what their caches hold that is newer; with --prefer store newer keys are",
            "lost. No server may run on the directory. It cannot be undone once it is started."
        },
        footer = {
            "",
            "Example: keyferry recover apply --data /var/lib/keyferry --prefer gateways --cache fra-1"
        })
public final class RecoverApplyCommand implements Callable<Integer> {
    /** What counts where the database and gateways differ. */
    enum Side {
        STORE,
        GATEWAYS
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
            paramLabel = "gateways|store",
            description = "What counts where the two differ.")
    private Side side = Side.STORE;

    @Option(
            names = "--cache",
            paramLabel = "PATH",
            description =
                    "The directory cache below an agent's --data, or a copy of it; may be given"
                            + " several times, once for each edge or more. That of a gateway in the"
                            + " server's process is found by itself.")
    private List<Path> caches = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public RecoverApplyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path directory = data.toAbsolutePath();
        Plan plan =
                switch (side) {
                    case STORE -> preferStore(directory);
                    case GATEWAYS -> preferGateways(directory);
                };
        if (isJson) {
            terminal.out().println(PlanJson.of(plan));
        } else {
            new PlanText(terminal.out()).print(plan);
            terminal.out().println("a new epoch begins; start the server, and gateways follow it");
        }
        boolean isInPart =
                plan.recalled().map(Recalled::left).filter(left -> !left.isEmpty()).isPresent();
        return (isInPart ? ExitCode.REFUSED : ExitCode.DONE).number();
    }

    private Plan preferStore(Path directory) {
        if (!caches.isEmpty()) {
            throw Failure.usage(
                    "--prefer store takes nothing from a cache",
                    "leave out --cache, or say --prefer gateways");
        }
        return Decision.on(recovery -> recovery.preferStore(directory));
    }

    private Plan preferGateways(Path directory) {
        List<HeldCache> held = Caches.read(directory, caches);
        if (held.isEmpty()) {
            throw Failure.usage(
                    "no gateway's cache is given",
                    "name at least one of each edge by --cache, or say --prefer store");
        }
        return Decision.on(recovery -> recovery.preferGateways(directory, held));
    }
}
