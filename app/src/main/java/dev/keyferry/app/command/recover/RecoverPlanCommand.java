package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.stopped.Recovery.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        description =
                "Says whether gateways have read further than the database in a directory"
                        + " goes, which gateways may hold newer keys and, of the caches that are"
                        + " given, tunnel by tunnel what differs. No server may run on the"
                        + " directory. Nothing is changed.",
        footer = {
            "",
            "Example: keyferry recover plan --data /var/lib/keyferry --cache fra-1-cache"
        })
public final class RecoverPlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private PlaceOptions server = new PlaceOptions();

    @Option(
            names = "--cache",
            paramLabel = "PATH",
            description =
                    "The directory cache below an agent's --data, or a copy of it; may be given"
                            + " several times. That of a gateway in the server's process is found"
                            + " by itself.")
    private List<Path> caches = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public RecoverPlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StorePlace place = server.place();
        Plan plan =
                Decision.on(
                        recovery -> recovery.plan(place, Caches.read(place.directory(), caches)));
        if (isJson) {
            terminal.out().println(Json.of(PlanJson.of(plan)));
        } else {
            new PlanText(terminal.out()).print(plan);
            terminal.out().println(verdict(plan));
        }
        return ExitCode.DONE.number();
    }

    private static String verdict(Plan plan) {
        return plan.newer()
                .map(newer ->
                        "a gateway has read up to revision "
                                + newer
                                + ": this database is an older backup, and no key is set before"
                                + " `keyferry recover apply`")
                .orElse(
                        "no gateway has told yet that it has read further; if this database was"
                                + " restored, that shows once they asked a running server, or by"
                                + " their caches");
    }
}
