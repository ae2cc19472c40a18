package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.transfer.Restore;
import dev.keyferry.server.transfer.Restore.Restored;
import dev.keyferry.server.usecase.recall.HeldCache;
import dev.keyferry.server.usecase.recall.Recalled;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "restore",
        description =
                "Puts a backup in the place of the store and begins a new epoch, which"
                        + " all gateways follow. The store that was there is kept under another"
                        + " name. No server may run on the directory; a shared database must be"
                        + " empty. Interrupted, nothing is half done.",
        footer = {
            "",
            "Example: keyferry restore /backups/keyferry.db --data /var/lib/keyferry --cache fra-1"
        })
public final class RestoreCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "What `keyferry backup` wrote.")
    private Path file = Path.of("");

    @Mixin private PlaceOptions server = new PlaceOptions();

    @Option(
            names = "--prefer",
            paramLabel = "gateways|store",
            description =
                    "What counts where the backup and gateways differ; gateways where a cache of"
                            + " one is named or found, else store.")
    private Caches.@Nullable Side side;

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

    public RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StorePlace place = server.place();
        List<HeldCache> held = Caches.chosen(Optional.ofNullable(side), place.directory(), caches);
        Restored restored =
                Decision.told(() ->
                        new Restore(new SecureRandom(), InstantSource.system())
                                .restore(file, place, held));
        Plan plan = restored.plan();
        if (isJson) {
            ObjectNode json = PlanJson.of(plan);
            json.set("api_tokens", new TokenList(restored.tokens()).json());
            terminal.out().println(Json.of(json));
        } else {
            new PlanText(terminal.out()).print(plan);
            new TokenList(restored.tokens())
                    .print(
                            terminal.out(),
                            "gateways and API tokens are as they were in the backup; end those that"
                                    + " were ended since, for they are good again:");
            restored.former()
                    .ifPresent(kept -> terminal.out().println("the former store is " + kept));
            terminal.out().println("a new epoch begins; start the server, and gateways follow it");
        }
        boolean isInPart =
                plan.recalled().map(Recalled::left).filter(left -> !left.isEmpty()).isPresent();
        return (isInPart ? ExitCode.REFUSED : ExitCode.DONE).number();
    }
}
