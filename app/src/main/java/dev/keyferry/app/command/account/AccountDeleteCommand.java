package dev.keyferry.app.command.account;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.command.terminal.YesOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "delete",
        description = "Ends an account that has no tunnels, with its tokens.",
        footer = {"", "Example: keyferry account delete example-net --yes"})
public final class AccountDeleteCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME|ID", description = "The account.")
    private String account = "";

    @Mixin private final YesOption yes = new YesOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public AccountDeleteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            String id = new Directory(api).accountId(account);
            yes.require(
                    terminal,
                    "this ends account " + Printable.of(account) + " (" + id + ") with its tokens",
                    "nothing was deleted");
            JsonNode deleted = api.delete("/accounts/" + id).result();
            terminal.out().println(isJson ? Json.of(deleted) : "deleted  " + Printable.of(account));
            return ExitCode.DONE.number();
        }
    }
}
