package dev.keyferry.app.command.edge;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Edge;
import dev.keyferry.app.api.fleet.Edges;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.edgekey.PublicKeyText;
import dev.keyferry.feed.id.EdgeId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rotate",
        description =
                "Gives an edge another key, to which keys of tunnels are sealed from then"
                        + " on. Its gateways must have the private half beside the former one; they"
                        + " seal anew what is sealed to the former one. `keyferry edge show EDGE`"
                        + " tells when nothing is any more.",
        footer = {"", "Example: keyferry edge-key rotate frankfurt --key frankfurt-2.pub"})
public final class EdgeKeyRotateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "EDGE", description = "The edge's name.")
    private EdgeId name = EdgeId.DEFAULT;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "PUBLIC|FILE",
            description = "The public half of the new key, or a file that holds it.")
    private String key = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public EdgeKeyRotateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String publicKey = PublicKeyText.of(PublicKeyText.parse(key));
        try (ApiClient api = terminal.api()) {
            Edge edge = new Edges(api).setKey(name, publicKey);
            if (isJson) {
                terminal.out().println(Json.of(edge.json()));
            } else {
                EdgeShowCommand.printKeys(edge, terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }
}
