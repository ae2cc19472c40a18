package dev.keyferry.app.command.tunnel;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.router.Adopted;
import dev.keyferry.app.command.router.RouterOptions;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "router",
        description =
                "Prints what the tunnel's router is to be told, with a placeholder for"
                        + " the key. `keyferry psk generate` writes the same with a new key in it.",
        footer = {
            "",
            "The identity must be that of `keyferry tunnel connection` for the gateway.",
            "",
            "Example: keyferry tunnel router branch-7 --profile fortigate --wan-interface wan1"
        })
public final class TunnelRouterCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();
    @Mixin private final RouterOptions router = new RouterOptions();

    @Parameters(paramLabel = "NAME|ID", description = "The tunnel.")
    private String tunnel = "";

    public TunnelRouterCommand(Terminal terminal) {
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
        String text = router.configuration(router.side(found)).withPlaceholder();
        router.note(new Adopted().look(found)).ifPresent(terminal.err()::println);
        if (options.isJson()) {
            terminal.out()
                    .println(
                            Json.of(
                                    JsonNodeFactory.instance
                                            .objectNode()
                                            .put("tunnel", found.id())
                                            .put("profile", router.profile().toString())
                                            .put("configuration", text)));
        } else {
            terminal.out().print(text);
        }
    }
}
