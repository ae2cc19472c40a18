package dev.keyferry.app.command.gateway;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Gateway;
import dev.keyferry.app.api.fleet.Gateways;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.feed.id.GatewayName;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "drain",
        description = "Lets no call wait for a gateway any more; it goes on being served.")
public final class GatewayDrainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The gateway's name.")
    private GatewayName name = GatewayName.LOCAL;

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public GatewayDrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            Gateway gateway = new Gateways(api).drain(name);
            if (isJson) {
                terminal.out().println(Json.of(gateway.json()));
            } else {
                GatewayListCommand.print(List.of(gateway), terminal);
            }
            return ExitCode.DONE.number();
        }
    }
}
