package dev.keyferry.app.command.token;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.api.access.Token;
import dev.keyferry.app.api.access.Tokens;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.command.terminal.YesOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description =
                "Ends tokens at once and for good. Requests that were let in before and still wait"
                        + " change nothing any more.",
        footer = {"", "Example: keyferry token revoke rotate --yes"})
public final class TokenRevokeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final OwnerOptions owner = new OwnerOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "TOKEN",
            description = "Names or ids of tokens, not their values.")
    private List<String> namesOrIds = List.of();

    @Mixin private final YesOption yes = new YesOption();

    public TokenRevokeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        namesOrIds.forEach(NamedTokens::refuseValue);
        try (ApiClient api = terminal.api()) {
            Tokens tokens = owner.tokens(api, terminal);
            // All are found before the first one ends.
            List<Token> found = namesOrIds.stream().map(tokens::find).distinct().toList();
            yes.require(
                    terminal,
                    "this ends for good what "
                            + found.stream()
                                    .map(token -> name(token) + " (" + token.id() + ")")
                                    .collect(Collectors.joining(", "))
                            + " may do",
                    "nothing was revoked");
            found.forEach(tokens::revoke);
            if (owner.isJson()) {
                Json.print(found.stream().map(Token::json), terminal.out());
            } else {
                found.forEach(token ->
                        terminal.out().println("revoked " + token.id() + "   " + name(token)));
            }
            return ExitCode.DONE.number();
        }
    }

    private static String name(Token token) {
        return Printable.of(token.name());
    }
}
