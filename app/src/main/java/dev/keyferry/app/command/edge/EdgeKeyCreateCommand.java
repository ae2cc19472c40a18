package dev.keyferry.app.command.edge;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.edgekey.EdgeKeyFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description =
                "Makes the key of an edge in a file that its owner alone may read, and"
                        + " prints the public half. A file that exists is never replaced.",
        footer = {
            "",
            "Make it where the gateways are, or in the operator's safe: whoever has the file can",
            "open the keys of the edge's tunnels. The server needs the public half only.",
            "",
            "Example: keyferry edge-key create frankfurt.key > frankfurt.pub"
        })
public final class EdgeKeyCreateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The file to make.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public EdgeKeyCreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PublicHalf half = new PublicHalf(EdgeKeyFile.create(file));
        terminal.out().println(isJson ? half.json() : half.text());
        return ExitCode.DONE.number();
    }
}
