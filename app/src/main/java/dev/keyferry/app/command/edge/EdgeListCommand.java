package dev.keyferry.app.command.edge;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Edge;
import dev.keyferry.app.api.fleet.Edges;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists the edges with their keys and addresses.")
public final class EdgeListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public EdgeListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            List<Edge> edges = new Edges(api).all();
            if (isJson) {
                Json.print(edges.stream().map(Edge::json), terminal.out());
            } else {
                print(edges, terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }

    static void print(List<Edge> edges, PrintStream out) {
        Table table = new Table("NAME", "KEY", "ADDRESSES");
        for (Edge edge : edges) {
            table.row(
                    edge.name(),
                    edge.isEmbedded() ? edge.keyId() + " (embedded)" : edge.keyId(),
                    String.join(", ", edge.addresses()));
        }
        table.print(out);
    }
}
