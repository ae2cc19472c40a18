package dev.keyferry.app.command.account;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Account;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.ShellWord;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "create",
        description = "Creates an account.",
        footer = {
            "",
            "Example: keyferry account create example-net",
            "To keep what routers already know: keyferry account create old --number 12345"
        })
public final class AccountCreateCommand implements Callable<Integer> {
    private static final int SHOWN = 3;
    private static final int ID_BYTES = 16;

    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The account's name.")
    private String name = "";

    @Option(names = "--id", description = "Its id, 32 hexadecimal digits; else a new one.")
    private @Nullable String id;

    @Option(names = "--number", description = "Its number in IKE identities; else a new one.")
    private @Nullable Long number;

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public AccountCreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (id == null) {
            id = randomId();
        }
        try (ApiClient api = terminal.api()) {
            Account account = new Account(api.create("/accounts", body(), doubt()).result());
            if (isJson) {
                terminal.out().println(Json.of(account.json()));
            } else {
                Table table = new Table("NAME", "ID", "NUMBER");
                table.row(account.name(), account.id(), Long.toString(account.number()));
                table.print(terminal.out());
            }
            noteNamesakes(known(api), account);
            return ExitCode.DONE.number();
        }
    }

    /** None where they cannot be listed: what was to be done is done. */
    private static List<Account> known(ApiClient api) {
        try {
            return new Directory(api).accounts();
        } catch (Failure e) {
            return List.of();
        }
    }

    private void noteNamesakes(List<Account> all, Account made) {
        String others =
                all.stream()
                        .filter(account -> account.name().equals(made.name()))
                        .map(Account::id)
                        .filter(other -> !other.equals(made.id()))
                        .limit(SHOWN)
                        .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            terminal.err()
                    .println(
                            "note: another account has this name: "
                                    + others
                                    + "; name accounts by their ids, or `keyferry account delete "
                                    + made.id()
                                    + "`");
        }
    }

    /** Names are not unique: what is made is known by an id that was there before the call. */
    private static String randomId() {
        byte[] bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String doubt() {
        return "the account may be there now; `keyferry account create "
                + ShellWord.of(name)
                + " --id "
                + ShellWord.of(String.valueOf(id))
                + (number == null ? "" : " --number " + number)
                + "` makes no second one: it is refused where the id is taken";
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", name).put("type", "standard");
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        if (id != null) {
            own.put("id", id);
        }
        if (number != null) {
            own.put("number", number);
        }
        return own.isEmpty() ? body : body.set("keyferry", own);
    }
}
