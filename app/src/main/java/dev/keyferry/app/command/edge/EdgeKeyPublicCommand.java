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
        name = "public",
        description = "Prints the public half of an edge's key, for `keyferry edge create`.")
public final class EdgeKeyPublicCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The file with the private half.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public EdgeKeyPublicCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PublicHalf half = new PublicHalf(EdgeKeyFile.read(file).publicKey());
        terminal.out().println(isJson ? half.json() : half.text());
        return ExitCode.DONE.number();
    }
}
