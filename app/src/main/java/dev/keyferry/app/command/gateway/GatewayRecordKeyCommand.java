package dev.keyferry.app.command.gateway;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.edgekey.EdgeKeyFile;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.seal.SecretFileUnusable;
import dev.keyferry.feed.wire.EnrolAnswer;
import dev.keyferry.gateway.remote.Enrolment;
import dev.keyferry.gateway.remote.GatewayFile;
import dev.keyferry.gateway.remote.NotLinked;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "record-key",
        description =
                "On the host of a gateway: writes the record key of its edge to a file"
                        + " that its owner alone may read, for a server that has lost it. The agent"
                        + " may run.",
        footer = {
            "",
            "Whoever has the file can make records that the edge's gateways believe: take it to the"
                    + " server by SSH, as keys/record-EDGE.key, and delete it here.",
            "",
            "Example: keyferry gateway record-key --data /var/lib/keyferry-agent"
                    + " --edge-key frankfurt.key --out record-frankfurt.key"
        })
public final class GatewayRecordKeyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The directory of `keyferry agent`.")
    private Path data = Path.of("");

    @Option(
            names = "--edge-key",
            required = true,
            paramLabel = "FILE",
            description = "The edge's private key; may be given several times.")
    private List<Path> edgeKeys = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to make.")
    private Path out = Path.of("");

    public GatewayRecordKeyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            List<EdgePrivateKey> keys = edgeKeys.stream().map(EdgeKeyFile::read).toList();
            EnrolAnswer enrolled = new GatewayFile(data).read();
            SecretFile.create(out, Enrolment.recordKey(enrolled, keys).encode());
            terminal.out().println("the record key of edge " + enrolled.edge() + " is in " + out);
            return ExitCode.DONE.number();
        } catch (NotLinked e) {
            throw refused(e, e.hint());
        } catch (SecretFileUnusable e) {
            throw refused(e, e.hint());
        }
    }

    private static Failure refused(RuntimeException cause, String hint) {
        return new Failure(ExitCode.REFUSED, String.valueOf(cause.getMessage()), hint, cause);
    }
}
