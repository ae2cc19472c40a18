package dev.keyferry.app.command.edge;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Edge;
import dev.keyferry.app.api.fleet.Edges;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.edgekey.PublicKeyText;
import dev.keyferry.feed.id.EdgeId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description = "Creates an edge: a set of gateways that end the same addresses.",
        footer = {
            "",
            "Example: keyferry edge create frankfurt --key frankfurt.pub --address 203.0.113.1"
        })
public final class EdgeCreateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The edge's name.")
    private EdgeId name = EdgeId.DEFAULT;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "PUBLIC|FILE",
            description = "The public half of its key, or a file that holds it.")
    private String key = "";

    @Option(
            names = "--address",
            paramLabel = "IP",
            description = "An address that its gateways end; may be given more than once.")
    private List<String> addresses = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public EdgeCreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String publicKey = PublicKeyText.of(PublicKeyText.parse(key));
        try (ApiClient api = terminal.api()) {
            Edge edge = new Edges(api).create(name, publicKey, addresses);
            if (isJson) {
                terminal.out().println(Json.of(edge.json()));
            } else {
                EdgeListCommand.print(List.of(edge), terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }
}
