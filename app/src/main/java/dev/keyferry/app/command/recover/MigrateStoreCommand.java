package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.store.copy.CopiedTable;
import dev.keyferry.server.transfer.Migration;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "migrate-store",
        description =
                "Moves the store of a directory into the empty PostgreSQL database that"
                        + " store.url names. Nothing is lost and gateways see no difference. No"
                        + " server may run on the directory. Interrupted, run it again.",
        footer = {
            "",
            "Example: keyferry migrate-store --data /var/lib/keyferry --config /etc/keyferry.toml"
        })
public final class MigrateStoreCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private PlaceOptions server = new PlaceOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public MigrateStoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StorePlace place = server.place();
        if (place.shared().isEmpty()) {
            throw Failure.usage(
                    "it is not said where to", "name a configuration with store.url by --config");
        }
        List<CopiedTable> tables =
                Decision.told(() -> new Migration(new SecureRandom()).move(place));
        if (isJson) {
            terminal.out().println(Json.of(CopiedReport.json(tables)));
        } else {
            CopiedReport.print(terminal.out(), tables);
            terminal.out()
                    .println(
                            "the store is in the shared database; start servers with this"
                                    + " configuration, and make a backup");
        }
        return ExitCode.DONE.number();
    }
}
