package dev.keyferry.app.command.tunnel;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a tunnel: its addresses, its identities, and where its key stands.",
        footer = {"", "Example: keyferry tunnel show branch-7"})
public final class TunnelShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "NAME|ID", description = "The tunnel.")
    private String tunnel = "";

    public TunnelShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            Directory directory = new Directory(api);
            String account = options.accountId(directory, terminal.environment());
            Tunnel found = directory.tunnel(account, tunnel);
            if (options.isJson()) {
                terminal.out().println(Json.of(found.json()));
            } else {
                TunnelText.print(found, terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }
}
