package dev.keyferry.app.command.tunnel;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.router.Adopted;
import dev.keyferry.app.command.router.IdentityOption;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.swanctl.SwanctlConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "connection",
        description = "Prints the connection for the gateway's swanctl.conf.",
        footer = {
            "",
            "Example, on the gateway:",
            "  keyferry tunnel connection branch-7 > /etc/swanctl/conf.d/branch-7.conf",
            "  swanctl --load-conns"
        })
public final class TunnelConnectionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();
    @Mixin private final IdentityOption peer = new IdentityOption();

    @Parameters(paramLabel = "NAME|ID", description = "The tunnel.")
    private String tunnel = "";

    @Option(
            names = "--local-id",
            paramLabel = "ID",
            description = "The gateway's own identity; default its address.")
    private @Nullable String localId;

    @Option(
            names = "--local-ts",
            paramLabel = "CIDR",
            description = "A network behind the gateway; default its inner address.")
    private List<String> localTs = List.of();

    @Option(
            names = "--remote-ts",
            paramLabel = "CIDR",
            description = "A network behind the router; default its inner address.")
    private List<String> remoteTs = List.of();

    public TunnelConnectionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            Directory directory = new Directory(api);
            String account = options.accountId(directory, terminal.environment());
            print(directory.tunnel(account, tunnel));
            return ExitCode.DONE.number();
        }
    }

    private void print(Tunnel found) {
        String text =
                new SwanctlConnection(
                                found,
                                peer.identity(),
                                Optional.ofNullable(localId),
                                localTs,
                                remoteTs)
                        .text();
        if (localTs.isEmpty() || remoteTs.isEmpty()) {
            new Adopted()
                    .look(found)
                    .note("--local-ts and --remote-ts")
                    .ifPresent(terminal.err()::println);
        }
        if (options.isJson()) {
            terminal.out()
                    .println(
                            Json.of(
                                    JsonNodeFactory.instance
                                            .objectNode()
                                            .put("tunnel", found.id())
                                            .put("swanctl_conf", text)));
        } else {
            terminal.out().print(text);
        }
    }
}
