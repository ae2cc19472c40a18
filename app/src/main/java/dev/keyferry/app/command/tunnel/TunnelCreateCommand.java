package dev.keyferry.app.command.tunnel;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "create",
        description = "Creates a tunnel; it has no key yet.",
        footer = {
            "",
            "Example: keyferry tunnel create branch-7 --cloudflare-endpoint 203.0.113.1"
                    + " --interface-address 10.252.0.0/31"
        })
public final class TunnelCreateCommand implements Callable<Integer> {
    private static final String DOUBT =
            "`keyferry tunnel list` shows whether it is there now; a repeated call makes no second"
                    + " one";

    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "NAME", description = "The tunnel's name.")
    private String name = "";

    @Option(
            names = "--cloudflare-endpoint",
            required = true,
            paramLabel = "IP",
            description = "The gateway's address.")
    private String cloudflareEndpoint = "";

    @Option(
            names = "--interface-address",
            required = true,
            paramLabel = "CIDR",
            description = "The gateway's address inside of the tunnel, in a /31 or /30.")
    private String interfaceAddress = "";

    @Option(
            names = "--customer-endpoint",
            paramLabel = "IP",
            description = "The router's address, where it is fixed.")
    private @Nullable String customerEndpoint;

    @Option(names = "--description", paramLabel = "TEXT", description = "Free text.")
    private @Nullable String description;

    public TunnelCreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            String account = options.accountId(new Directory(api), terminal.environment());
            Tunnel tunnel =
                    new Tunnel(api.create(Directory.tunnelsPath(account), body(), DOUBT).result());
            if (options.isJson()) {
                terminal.out().println(Json.of(tunnel.json()));
            } else {
                TunnelListCommand.print(tunnel, terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", name)
                .put("cloudflare_endpoint", cloudflareEndpoint)
                .put("interface_address", interfaceAddress);
        if (customerEndpoint != null) {
            body.put("customer_endpoint", customerEndpoint);
        }
        if (description != null) {
            body.put("description", description);
        }
        return body;
    }
}
