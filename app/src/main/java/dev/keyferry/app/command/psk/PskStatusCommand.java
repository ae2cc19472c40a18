package dev.keyferry.app.command.psk;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "status",
        description = "Shows where keys stand: on which gateways, and what peers did with them.",
        footer = {"", "Example: keyferry psk status --state rejected --watch"})
public final class PskStatusCommand implements Callable<Integer> {
    /** Between two looks of {@code --watch}. */
    private static final Duration WATCH_PAUSE = Duration.ofSeconds(2);

    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description =
                    "Only unserved, stored, partial, loaded, proven (on one gateway at least) or"
                            + " rejected (attempts failed, proven nowhere).")
    private @Nullable KeyStage state;

    @Option(names = "--watch", description = "Print again whenever something changed, until ended.")
    private boolean isWatching;

    public PskStatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            String account = options.accountId(new Directory(api), terminal.environment());
            String narrowed = Optional.ofNullable(state).map(s -> "?state=" + s).orElse("");
            String path = "/accounts/" + account + "/keyferry/psks" + narrowed;
            List<JsonNode> shown = api.list(path);
            print(shown);
            while (isWatching && pause()) {
                List<JsonNode> now = api.list(path);
                if (!now.equals(shown)) {
                    if (!options.isJson()) {
                        terminal.out().println();
                    }
                    print(now);
                    shown = now;
                }
            }
            return ExitCode.DONE.number();
        }
    }

    private void print(List<JsonNode> keys) {
        if (options.isJson()) {
            terminal.out().println(Json.array(keys.stream()));
            return;
        }
        Table table = new Table("TUNNEL", "VERSION", "STATE", "GATEWAY", "THERE", "SINCE", "HINT");
        for (JsonNode key : keys) {
            JsonNode psk = key.path("psk");
            String name = key.path("name").asString("");
            String version = psk.path("version").asString("");
            String whole = psk.path("state").asString("");
            if (psk.path("gateways").isEmpty()) {
                table.row(name, version, whole, "", "", "", "");
            }
            psk.path("gateways")
                    .forEachEntry((gateway, there) ->
                            table.row(
                                    name,
                                    version,
                                    whole,
                                    gateway,
                                    there.path("state").asString(""),
                                    there.path("proven")
                                            .path("at")
                                            .asString(there.path("since").asString("")),
                                    there.path("rejected").path("meaning").asString("")));
        }
        table.print(terminal.out());
    }

    private static boolean pause() {
        try {
            Thread.sleep(WATCH_PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
