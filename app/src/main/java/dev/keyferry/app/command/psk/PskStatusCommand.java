package dev.keyferry.app.command.psk;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.KeptJson;
import dev.keyferry.app.command.terminal.Terminal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "status",
        description =
                "Shows where keys stand: on which gateways, and what peers did with them. One tunnel"
                        + " is a line, with who set its key where the token may read the audit.",
        footer = {
            "",
            "Examples: keyferry psk status branch-7 --watch",
            "          keyferry psk status --state rejected"
        })
public final class PskStatusCommand implements Callable<Integer> {
    /** Between two looks of {@code --watch}. */
    private static final Duration WATCH_PAUSE = Duration.ofSeconds(2);

    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();

    @Parameters(arity = "0..*", paramLabel = "NAME|ID", description = "Only these tunnels.")
    private List<String> named = List.of();

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
            Directory directory = new Directory(api);
            String account = options.accountId(directory, terminal.environment());
            if (isOfOne()) {
                watchOne(api, account, directory.tunnel(account, named.getFirst()));
            } else {
                Map<String, String> names = names(directory, account);
                String narrowed = Optional.ofNullable(state).map(s -> "?state=" + s).orElse("");
                String path = "/accounts/" + account + "/keyferry/psks" + narrowed;
                watch(() -> keys(api, path, names), this::print);
            }
            return ExitCode.DONE.number();
        }
    }

    private boolean isOfOne() {
        return named.size() == 1 && state == null;
    }

    /** Who set the key is asked whenever something changed. */
    private void watchOne(ApiClient api, String account, Tunnel found) {
        SetBy setBy = new SetBy(api, account);
        Directory directory = new Directory(api);
        watch(
                () -> directory.tunnel(account, found.id()),
                tunnel -> print(tunnel, setBy.of(tunnel)));
    }

    private <T> void watch(Supplier<T> look, Consumer<T> print) {
        T shown = look.get();
        print.accept(shown);
        while (isWatching && pause()) {
            T now = look.get();
            if (!now.equals(shown)) {
                if (!options.isJson() && !isOfOne()) {
                    terminal.out().println();
                }
                print.accept(now);
                shown = now;
            }
        }
    }

    private void print(Tunnel tunnel, Optional<String> setBy) {
        if (options.isJson()) {
            ObjectNode shown = described(tunnel.id(), tunnel.name());
            JsonNode psk = tunnel.json().path("keyferry").path("psk");
            if (psk.isObject()) {
                shown.set("psk", psk);
                shown.set("psk_metadata", tunnel.json().path("psk_metadata"));
                setBy.ifPresent(who -> shown.put("set_by", who));
            }
            Json.print(Stream.of(shown), terminal.out());
            return;
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        terminal.out().println(new KeyText(tunnel, setBy, today).text());
    }

    /** Of those that were named, by their ids; empty where none was. */
    private Map<String, String> names(Directory directory, String account) {
        List<String> ids = directory.requiredIds(account, named);
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            String name = named.get(i);
            // Whoever names a tunnel by its id is told its name all the same.
            names.putIfAbsent(id, name.equals(id) ? directory.tunnel(account, id).name() : name);
        }
        return names;
    }

    /** All keys, or those of the named tunnels; a tunnel without a key is told as well. */
    private KeptJson keys(ApiClient api, String path, Map<String, String> names) {
        KeptJson keys = new KeptJson();
        Map<String, String> without = new LinkedHashMap<>(names);
        api.forEach(
                path,
                key -> {
                    String id = key.path("id").asString("");
                    if (names.isEmpty() || names.containsKey(id)) {
                        without.remove(id);
                        keys.accept(key);
                    }
                });
        if (state == null) {
            without.forEach((id, name) -> keys.accept(described(id, name)));
        }
        return keys;
    }

    private static ObjectNode described(String id, String name) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("name", name).putNull("psk");
    }

    private void print(KeptJson keys) {
        if (options.isJson()) {
            Json.print(keys.all(), terminal.out());
        } else {
            KeyTable.of(keys.all()).print(terminal.out());
        }
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
