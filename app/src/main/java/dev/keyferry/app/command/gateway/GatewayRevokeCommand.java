package dev.keyferry.app.command.gateway;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Gateways;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.feed.id.GatewayName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "revoke",
        description = {
            "Ends a gateway's rights at once, and lists the tunnels whose keys its host held:",
            "they are exposed until they are changed."
        })
public final class GatewayRevokeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The gateway's name.")
    private GatewayName name = GatewayName.LOCAL;

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public GatewayRevokeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            JsonNode revoked = new Gateways(api).revoke(name);
            if (isJson) {
                terminal.out().println(Json.of(revoked));
            } else {
                print(revoked.path("exposed"));
            }
            return ExitCode.DONE.number();
        }
    }

    private void print(JsonNode exposed) {
        Table table = new Table("ACCOUNT", "TUNNEL", "ID", "VERSION");
        for (JsonNode tunnel : exposed.path("tunnels")) {
            table.row(
                    tunnel.path("account_id").asString(""),
                    tunnel.path("name").asString(""),
                    tunnel.path("id").asString(""),
                    tunnel.path("version").asString(""));
        }
        table.print(terminal.out());
        terminal.out()
                .println(
                        exposed.path("tunnels").size()
                                + " of "
                                + exposed.path("count").asString("0")
                                + " exposed tunnels are shown");
    }
}
