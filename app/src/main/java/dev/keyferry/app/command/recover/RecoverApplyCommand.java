package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.usecase.recall.HeldCache;
import dev.keyferry.server.usecase.recall.Recalled;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "apply",
        description =
                "Begins a new epoch, which all gateways follow. With --prefer gateways"
                        + " the database first gets what their caches hold that is newer; with"
                        + " --prefer store newer keys are lost. No server may run on the directory."
                        + " It cannot be undone once it is started.",
        footer = {
            "",
            "Example: keyferry recover apply --data /var/lib/keyferry --prefer gateways --cache fra-1"
        })
public final class RecoverApplyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private PlaceOptions server = new PlaceOptions();

    @Option(
            names = "--prefer",
            required = true,
            paramLabel = "gateways|store",
            description = "What counts where the two differ.")
    private Caches.Side side = Caches.Side.STORE;

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
        StorePlace place = server.place();
        List<HeldCache> held = Caches.chosen(Optional.of(side), place.directory(), caches);
        Plan plan =
                Decision.on(recovery ->
                        held.isEmpty()
                                ? recovery.preferStore(place)
                                : recovery.preferGateways(place, held));
        if (isJson) {
            terminal.out().println(Json.of(PlanJson.of(plan)));
        } else {
            new PlanText(terminal.out()).print(plan);
            terminal.out().println("a new epoch begins; start the server, and gateways follow it");
        }
        boolean isInPart =
                plan.recalled().map(Recalled::left).filter(left -> !left.isEmpty()).isPresent();
        return (isInPart ? ExitCode.REFUSED : ExitCode.DONE).number();
    }
}
