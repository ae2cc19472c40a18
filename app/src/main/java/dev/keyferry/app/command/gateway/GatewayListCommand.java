package dev.keyferry.app.command.gateway;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Gateway;
import dev.keyferry.app.api.fleet.Gateways;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists the gateways of all edges.")
public final class GatewayListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public GatewayListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            List<Gateway> gateways = new Gateways(api).all();
            if (isJson) {
                Json.print(gateways.stream().map(Gateway::json), terminal.out());
            } else {
                print(gateways, terminal);
            }
            return ExitCode.DONE.number();
        }
    }

    static void print(List<Gateway> gateways, Terminal terminal) {
        Table table = new Table("NAME", "EDGE", "STATE", "CONDITION", "LAST SEEN");
        for (Gateway gateway : gateways) {
            table.row(
                    gateway.name(),
                    gateway.edge(),
                    gateway.state(),
                    gateway.condition(),
                    gateway.lastSeen());
        }
        table.print(terminal.out());
    }
}
