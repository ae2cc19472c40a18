package dev.keyferry.app.command.edge;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Edge;
import dev.keyferry.app.api.fleet.Edges;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.feed.id.EdgeId;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description =
                "Shows the keys of an edge, the current one first: how many tunnels' keys"
                        + " are sealed to each, and which gateways need it. The private half of one"
                        + " that is `retired` may be destroyed.")
public final class EdgeShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "EDGE", description = "The edge's name.")
    private EdgeId name = EdgeId.DEFAULT;

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public EdgeShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            Edge edge = new Edges(api).get(name);
            if (isJson) {
                terminal.out().println(Json.of(edge.json()));
            } else {
                printKeys(edge, terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }

    static void printKeys(Edge edge, PrintStream out) {
        Table table = new Table("KEY", "STATE", "PSKS", "NEEDED BY");
        for (Edge.Key key : edge.keys()) {
            table.row(
                    key.isEmbedded() ? key.id() + " (embedded)" : key.id(),
                    key.state(),
                    Long.toString(key.psks()),
                    String.join(", ", key.gateways()));
        }
        table.print(out);
    }
}
