package dev.keyferry.app.command.gateway;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Gateways;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.command.terminal.YesOption;
import dev.keyferry.feed.id.GatewayName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "revoke",
        description =
                "Ends a gateway's rights at once and for good, and lists the tunnels whose keys its"
                        + " host held: they are exposed until they are changed.",
        footer = {"", "Example: keyferry gateway revoke fra-1 --yes"})
public final class GatewayRevokeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The gateway's name.")
    private GatewayName name = GatewayName.LOCAL;

    @Mixin private final YesOption yes = new YesOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public GatewayRevokeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            Gateways gateways = new Gateways(api);
            // One that is not there is for the API to tell.
            if (gateways.all().stream().anyMatch(each -> each.name().equals(name.value()))) {
                yes.require(
                        terminal,
                        "this ends the rights of gateway "
                                + name
                                + " for good: its host gets no key any more, and its name is not"
                                + " given again",
                        "nothing was revoked");
            }
            JsonNode revoked = gateways.revoke(name);
            if (isJson) {
                terminal.out().println(Json.of(revoked));
            } else {
                print(revoked.path("exposed"));
            }
            return ExitCode.DONE.number();
        }
    }

    private void print(JsonNode exposed) {
        terminal.out().println("revoked  " + name);
        JsonNode tunnels = exposed.path("tunnels");
        long count = exposed.path("count").asLong(0);
        if (count == 0) {
            terminal.out().println("its host held no key that is in force");
            return;
        }
        Table table = new Table("ACCOUNT", "TUNNEL", "ID", "VERSION");
        for (JsonNode tunnel : tunnels) {
            table.row(
                    tunnel.path("account_id").asString(""),
                    tunnel.path("name").asString(""),
                    tunnel.path("id").asString(""),
                    tunnel.path("version").asString(""));
        }
        table.print(terminal.out());
        terminal.out().println(tunnels.size() + " of " + count + " exposed tunnels are shown");
    }
}
