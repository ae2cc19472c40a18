package dev.keyferry.app.command.token;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.access.Token;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description =
                "Lists the tokens of an account or of the deployment; their values nobody knows.",
        footer = {"", "Example: keyferry token list --account acme"})
public final class TokenListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final OwnerOptions owner = new OwnerOptions();

    public TokenListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            List<Token> tokens = owner.tokens(api, terminal).all();
            if (owner.isJson()) {
                Json.print(tokens.stream().map(Token::json), terminal.out());
            } else {
                TokenTable.print(tokens, terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }
}
