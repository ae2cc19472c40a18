package dev.keyferry.app.command.explain;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Evidence;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "explain",
        description =
                "Shows who tried to come up and failed: at a tunnel, or from an address."
                        + " From an address also attempts that match no tunnel, which takes an"
                        + " operator's token.",
        footer = {"", "Example: keyferry explain 198.51.100.7"})
public final class ExplainCommand implements Callable<Integer> {
    /** What looks like an address is taken for one, though a tunnel could be named like IPv4. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "ADDRESS|TUNNEL", description = "A router's address, or a tunnel.")
    private String subject = "";

    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            Directory directory = new Directory(api);
            String account = options.accountId(directory, terminal.environment());
            List<JsonNode> attempts =
                    ADDRESS.matcher(subject).matches()
                            ? fromAddress(api, account)
                            : atTunnel(api, account, directory.tunnel(account, subject));
            if (options.isJson()) {
                Json.print(attempts.stream(), terminal.out());
            } else {
                print(attempts, directory, account);
            }
            return ExitCode.DONE.number();
        }
    }

    private List<JsonNode> fromAddress(ApiClient api, String account) {
        String query = "?address=" + subject;
        List<JsonNode> found = new ArrayList<>(api.list(attempts(account) + query));
        found.addAll(api.list("/keyferry/attempts" + query));
        return found;
    }

    private static List<JsonNode> atTunnel(ApiClient api, String account, Tunnel tunnel) {
        return api.list(attempts(account) + "?tunnel=" + tunnel.id());
    }

    private static String attempts(String account) {
        return "/accounts/" + account + "/keyferry/attempts";
    }

    private void print(List<JsonNode> attempts, Directory directory, String account) {
        if (attempts.isEmpty()) {
            terminal.out().println("no failed attempt is known");
            return;
        }
        Map<String, Optional<Evidence>> known = new HashMap<>();
        Function<String, Optional<Evidence>> evidence =
                id -> known.computeIfAbsent(id, _ -> evidence(directory, account, id));
        new AttemptTable(attempts, evidence).table().print(terminal.out());
    }

    /** A tunnel may be deleted meanwhile. */
    private static Optional<Evidence> evidence(Directory directory, String account, String id) {
        try {
            JsonNode psk = directory.tunnel(account, id).json().path("keyferry").path("psk");
            return Optional.of(new Evidence(psk.path("gateways")));
        } catch (Failure failure) {
            if (failure.code() != ExitCode.REFUSED) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
