package dev.keyferry.app.command.token;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.access.Token;
import dev.keyferry.app.api.access.Tokens;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "roll",
        description =
                "Gives a token another value; the former one is worth nothing from that moment on."
                        + " The value goes to a new file of mode 0600, or is shown once on a"
                        + " terminal.",
        footer = {"", "Example: keyferry token roll rotate --out rotate-2.token"})
public final class TokenRollCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final OwnerOptions owner = new OwnerOptions();

    @Parameters(paramLabel = "TOKEN", description = "The token's name or id, not its value.")
    private String nameOrId = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Make this file with the new value, instead of showing it.")
    private @Nullable Path out;

    public TokenRollCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        NamedTokens.refuseValue(nameOrId);
        try (ApiClient api = terminal.api()) {
            Tokens tokens = owner.tokens(api, terminal);
            Token token = tokens.find(nameOrId);
            try (ValueOutput output = ValueOutput.open(terminal, out, owner.isJson())) {
                output.write(token, tokens.roll(token));
            }
            if (owner.isJson()) {
                terminal.out().println(Json.of(token.json()));
            } else {
                TokenTable.print(List.of(token), terminal.out());
            }
            return ExitCode.DONE.number();
        }
    }
}
