package dev.keyferry.app.command.tunnel;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the tunnels of an account.")
public final class TunnelListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();

    public TunnelListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            Directory directory = new Directory(api);
            String account = options.accountId(directory, terminal.environment());
            List<Tunnel> tunnels = directory.tunnels(account);
            if (options.isJson()) {
                terminal.out().println(Json.array(tunnels.stream().map(Tunnel::json)));
            } else {
                print(tunnels, terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }

    static void print(List<Tunnel> tunnels, PrintStream out) {
        Table table = new Table("NAME", "ID", "GATEWAY", "ROUTER", "KEY");
        for (Tunnel tunnel : tunnels) {
            table.row(
                    tunnel.name(),
                    tunnel.id(),
                    tunnel.cloudflareEndpoint(),
                    tunnel.customerEndpoint().orElse("any"),
                    tunnel.key().map(KeyState::toString).orElse("none"));
        }
        table.print(out);
    }
}
