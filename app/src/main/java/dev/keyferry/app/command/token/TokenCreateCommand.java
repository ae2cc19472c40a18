package dev.keyferry.app.command.token;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.access.TokenTerms;
import dev.keyferry.app.api.access.Tokens;
import dev.keyferry.app.command.terminal.GivenTime;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description =
                "Makes a token that may do what is named here and no more. Nobody makes one that may"
                        + " do more than his own. Its value goes to a new file of mode 0600, or is"
                        + " shown once on a terminal.",
        footer = {
            "",
            "Permissions are named as in docs/api.md: \"PSK Set\", \"Magic WAN Read\" and others.",
            "",
            "Example: keyferry token create --name rotate --allow \"PSK Set\" \\",
            "             --allow \"Magic WAN Read\" --tunnel branch-7 --expires 90d \\",
            "             --from 192.0.2.0/24 --out rotate.token"
        })
public final class TokenCreateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final OwnerOptions owner = new OwnerOptions();

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "What the token is called in lists.")
    private String name = "";

    @Option(
            names = "--allow",
            required = true,
            paramLabel = "PERMISSION",
            description = "What it may do, such as \"PSK Set\"; may be repeated.")
    private List<String> allowed = List.of();

    @Option(
            names = "--deny",
            paramLabel = "PERMISSION",
            description = "What it may not, of what --allow includes; may be repeated.")
    private List<String> denied = List.of();

    @Option(
            names = "--tunnel",
            paramLabel = "TUNNEL",
            description = "Only for this tunnel of the account; may be repeated.")
    private List<String> tunnels = List.of();

    @Option(
            names = "--from",
            paramLabel = "NETWORK",
            description = "Only from this network or address; may be repeated.")
    private List<String> from = List.of();

    @Option(
            names = "--not-from",
            paramLabel = "NETWORK",
            description = "Not from this network or address; may be repeated.")
    private List<String> notFrom = List.of();

    @Option(
            names = "--not-before",
            paramLabel = "TIME",
            converter = GivenTime.Ahead.class,
            description = "Good from then on: a date, a time (RFC 3339), or 12h or 2d from now.")
    private @Nullable Instant notBefore;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            converter = GivenTime.Ahead.class,
            description = "Good until then; else until it is revoked.")
    private @Nullable Instant expires;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Make this file with the token, instead of showing it.")
    private @Nullable Path out;

    public TokenCreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            Optional<String> account = owner.accountId(api, terminal);
            Tokens tokens = OwnerOptions.tokens(api, account);
            TokenTerms terms = terms(api, account, tokens);
            try (ValueOutput output = ValueOutput.open(terminal, out, owner.isJson())) {
                Tokens.Issued issued = tokens.create(terms);
                output.write(issued.token(), issued.value());
                if (owner.isJson()) {
                    terminal.out().println(Json.of(issued.token().json()));
                } else {
                    TokenTable.print(List.of(issued.token()), terminal.out());
                }
            }
            account.filter(_ -> !mayReadAccounts()).ifPresent(this::tellAccount);
            return ExitCode.DONE.number();
        }
    }

    private boolean mayReadAccounts() {
        return allowed.stream()
                .anyMatch(permission ->
                        permission.toLowerCase(Locale.ROOT).startsWith("account settings "));
    }

    private void tellAccount(String account) {
        terminal.err()
                .println(
                        "note: the token cannot look its account up: use it with --account "
                                + account
                                + " or KEYFERRY_ACCOUNT="
                                + account);
    }

    private TokenTerms terms(ApiClient api, Optional<String> account, Tokens tokens) {
        return new TokenTerms(
                name,
                tokens.permissionIds(allowed),
                tokens.permissionIds(denied),
                account,
                tunnelIds(api, account),
                from,
                notFrom,
                Optional.ofNullable(notBefore),
                Optional.ofNullable(expires));
    }

    private List<String> tunnelIds(ApiClient api, Optional<String> account) {
        if (tunnels.isEmpty()) {
            return List.of();
        }
        String of =
                account.orElseThrow(() ->
                        Failure.usage(
                                "--deployment and --tunnel exclude each other",
                                "a token for single tunnels is one of their account"));
        return new Directory(api).requiredIds(of, tunnels).stream().distinct().toList();
    }
}
