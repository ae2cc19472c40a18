package dev.keyferry.app.command.tunnel;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.KeptJson;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import java.io.PrintStream;
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
            if (options.isJson()) {
                KeptJson tunnels = new KeptJson();
                directory.forEachTunnel(account, tunnel -> tunnels.accept(tunnel.json()));
                Json.print(tunnels.all(), terminal.out());
            } else {
                Table table = table();
                directory.forEachTunnel(account, tunnel -> row(tunnel, table));
                table.print(terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }

    static void print(Tunnel tunnel, PrintStream out) {
        Table table = table();
        row(tunnel, table);
        table.print(out);
    }

    private static Table table() {
        return new Table("NAME", "ID", "GATEWAY", "ROUTER", "KEY");
    }

    private static void row(Tunnel tunnel, Table table) {
        table.row(
                tunnel.name(),
                tunnel.id(),
                tunnel.cloudflareEndpoint(),
                tunnel.customerEndpoint().orElse("any"),
                tunnel.key().map(KeyState::toString).orElse("none"));
    }
}
