package dev.keyferry.app.command.edge;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Edge;
import dev.keyferry.app.api.fleet.Edges;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.feed.id.EdgeId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bind",
        description = {
            "Binds an address to an edge: keys of tunnels that end there go to its gateways.",
            "Addresses that are bound nowhere are those of the edge `default`."
        })
public final class EdgeBindCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ADDRESS", description = "The IPv4 or IPv6 address.")
    private String address = "";

    @Parameters(paramLabel = "EDGE", description = "The edge's name.")
    private EdgeId name = EdgeId.DEFAULT;

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public EdgeBindCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            Edge edge = new Edges(api).bind(address, name);
            if (isJson) {
                terminal.out().println(Json.of(edge.json()));
            } else {
                EdgeListCommand.print(List.of(edge), terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }
}
