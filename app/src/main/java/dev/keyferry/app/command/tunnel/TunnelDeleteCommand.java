package dev.keyferry.app.command.tunnel;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Answer;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.command.terminal.YesOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Deletes a tunnel and its key, and ends its SAs on the gateways.",
        footer = {"", "Example: keyferry tunnel delete branch-7 --yes"})
public final class TunnelDeleteCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "NAME|ID", description = "The tunnel.")
    private String tunnel = "";

    @Mixin private final YesOption yes = new YesOption();

    public TunnelDeleteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            Directory directory = new Directory(api);
            String account = options.accountId(directory, terminal.environment());
            Tunnel found = directory.tunnel(account, tunnel);
            yes.require(
                    terminal,
                    "this deletes tunnel "
                            + Printable.of(found.name())
                            + " ("
                            + found.id()
                            + ") with its key, and ends its SAs",
                    "nothing was deleted");
            Answer answer = api.delete(Directory.tunnelsPath(account) + "/" + found.id());
            if (options.isJson()) {
                terminal.out().println(Json.of(answer.result()));
            } else {
                terminal.out().println("deleted  " + Printable.of(found.name()));
            }
            answer.messages().forEach(note -> terminal.err().println("note: " + note.line()));
            return report(answer).number();
        }
    }

    private ExitCode report(Answer answer) {
        if (answer.messages().isEmpty()) {
            return ExitCode.DONE;
        }
        Failure shortfall =
                new Failure(
                        ExitCode.NOT_LOADED_EVERYWHERE,
                        "the tunnel is deleted, and a gateway may still accept its key",
                        "the notes name the gateways; they drop the key once they are reached");
        terminal.err().println(shortfall.report());
        return shortfall.code();
    }
}
