package dev.keyferry.app.command.token;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.access.Tokens;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose tokens a command is about. */
final class OwnerOptions {
    @Mixin private final ClientOptions client = new ClientOptions();

    @Option(
            names = "--deployment",
            description = "Tokens of the deployment, for all accounts, instead of an account's.")
    private boolean isDeployment;

    boolean isJson() {
        return client.isJson();
    }

    /** The account whose tokens are meant; empty for those of the deployment. */
    Optional<String> accountId(ApiClient api, Terminal terminal) {
        if (!isDeployment) {
            return Optional.of(client.accountId(new Directory(api), terminal.environment()));
        }
        if (!client.accountOption().isEmpty()) {
            throw Failure.usage(
                    "--deployment and --account exclude each other",
                    "a token of an account is for that account alone");
        }
        return Optional.empty();
    }

    Tokens tokens(ApiClient api, Terminal terminal) {
        return tokens(api, accountId(api, terminal));
    }

    static Tokens tokens(ApiClient api, Optional<String> accountId) {
        return accountId
                .map(account -> Tokens.ofAccount(api, account))
                .orElseGet(() -> Tokens.ofDeployment(api));
    }
}
