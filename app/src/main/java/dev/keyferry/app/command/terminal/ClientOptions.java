package dev.keyferry.app.command.terminal;

import dev.keyferry.app.api.Directory;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that calls the API for an account. */
public final class ClientOptions {
    @Option(
            names = "--account",
            paramLabel = "ID|NAME",
            description = "The account; else KEYFERRY_ACCOUNT, else the only account there is.")
    private @Nullable String account;

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    /** The option that chooses the account, for a line that tells another command; may be empty. */
    public String accountOption() {
        return account == null ? "" : " --account " + ShellWord.of(account);
    }

    public boolean isJson() {
        return isJson;
    }

    public String accountId(Directory directory, Map<String, String> environment) {
        return Optional.ofNullable(account)
                .or(() -> Optional.ofNullable(environment.get("KEYFERRY_ACCOUNT")))
                .filter(name -> !name.isEmpty())
                .map(directory::accountId)
                .orElseGet(directory::onlyAccountId);
    }
}
