package dev.keyferry.app.command.edge;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Edge;
import dev.keyferry.app.api.fleet.Edges;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.feed.id.EdgeId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bind",
        description =
                "Binds an address to an edge: keys of tunnels that end there go to its"
                        + " gateways. Addresses that are bound nowhere are those of the edge"
                        + " `default`.",
        footer = {"", "Example: keyferry edge bind 203.0.113.1 frankfurt"})
public final class EdgeBindCommand implements Callable<Integer> {
    /** What every address has and no name of an edge. */
    private static final Pattern ADDRESS_MARK = Pattern.compile("[.:]");

    private final Terminal terminal;

    @Parameters(paramLabel = "ADDRESS", description = "The IPv4 or IPv6 address.")
    private String address = "";

    @Parameters(paramLabel = "EDGE", description = "The edge's name.")
    private String name = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public EdgeBindCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        EdgeId wanted = edge();
        try (ApiClient api = terminal.api()) {
            Edge edge = new Edges(api).bind(address, wanted);
            if (isJson) {
                terminal.out().println(Json.of(edge.json()));
            } else {
                EdgeListCommand.print(List.of(edge), terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }

    private EdgeId edge() {
        if (ADDRESS_MARK.matcher(name).find()) {
            throw Failure.usage(
                    "the address comes first, then the edge's name",
                    "keyferry edge bind ADDRESS EDGE");
        }
        try {
            return new EdgeId(name);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(
                    String.valueOf(e.getMessage()), "`keyferry edge list` shows all edges");
        }
    }
}
