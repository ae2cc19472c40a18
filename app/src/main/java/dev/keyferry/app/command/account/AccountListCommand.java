package dev.keyferry.app.command.account;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.Account;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists the accounts.")
public final class AccountListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public AccountListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            List<Account> accounts = new Directory(api).accounts();
            if (isJson) {
                Json.print(accounts.stream().map(Account::json), terminal.out());
                return ExitCode.DONE.number();
            }
            Table table = new Table("NAME", "ID", "NUMBER");
            for (Account account : accounts) {
                table.row(account.name(), account.id(), Long.toString(account.number()));
            }
            table.print(terminal.out());
            return ExitCode.DONE.number();
        }
    }
}
