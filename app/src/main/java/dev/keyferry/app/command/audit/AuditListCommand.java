package dev.keyferry.app.command.audit;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.GivenTime;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.usecase.port.Change.Action;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "list",
        description = "Shows who did what, when, from where and to what, the newest first.",
        footer = {"", "Example: keyferry audit list --since 7d --action set_psks"})
public final class AuditListCommand implements Callable<Integer> {
    private static final int MAX_RECORDS = 1_000;

    private static final List<String> ACTIONS =
            EnumSet.complementOf(EnumSet.of(Action.KEEP_EVIDENCE)).stream()
                    .map(each -> each.name().toLowerCase(Locale.ROOT))
                    .toList();

    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();

    @Option(
            names = "--all",
            description =
                    "Those of all accounts and of the deployment itself: edges, gateways, tokens.")
    private boolean isWhole;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = GivenTime.Ago.class,
            description = "From this date or time (RFC 3339) on, or so long ago: 12h, 7d.")
    private @Nullable Instant since;

    @Option(
            names = "--before",
            paramLabel = "TIME",
            converter = GivenTime.Ago.class,
            description = "Before this date or time (RFC 3339), or so long ago: 12h, 7d.")
    private @Nullable Instant before;

    @Option(names = "--action", paramLabel = "ACTION", description = "Only this, such as set_psks.")
    private @Nullable String action;

    @Option(
            names = "--actor",
            paramLabel = "ID",
            description = "Only what this token or gateway did, or administrator, or server.")
    private @Nullable String actor;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "At most so many, up to 1,000; by default ${DEFAULT-VALUE}.")
    private int limit;

    public AuditListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MAX_RECORDS) {
            throw Failure.usage(
                    "--limit is from 1 to " + MAX_RECORDS,
                    "narrow the list by --since and --before");
        }
        requireAction();
        try (ApiClient api = terminal.api()) {
            print(api.get(path(api) + query()).result().valueStream().toList());
            return ExitCode.DONE.number();
        }
    }

    private void requireAction() {
        if (action != null && !ACTIONS.contains(action)) {
            throw Failure.usage(
                    "there is no action " + Printable.of(action),
                    "it is one of " + String.join(", ", ACTIONS));
        }
    }

    private String path(ApiClient api) {
        return isWhole
                ? "/keyferry/audit_logs"
                : "/accounts/"
                        + options.accountId(new Directory(api), terminal.environment())
                        + "/audit_logs";
    }

    private String query() {
        return Stream.of(
                        parameter("per_page", Integer.toString(limit)),
                        parameter("since", since),
                        parameter("before", before),
                        parameter("action.type", action),
                        parameter("actor.id", actor))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String parameter(String name, @Nullable Object value) {
        return value == null
                ? ""
                : name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    private void print(List<JsonNode> records) {
        if (options.isJson()) {
            Json.print(records.stream(), terminal.out());
            return;
        }
        Table table = new Table("WHEN", "SEQ", "WHO", "FROM", "ACTION", "WHAT", "RESULT");
        for (JsonNode record : records) {
            JsonNode who = record.path("actor");
            table.row(
                    record.path("when").asString(""),
                    record.path("keyferry").path("seq").asString(""),
                    who.path("type").asString("") + " " + who.path("id").asString(""),
                    who.path("ip").asString(""),
                    record.path("action").path("type").asString(""),
                    what(record),
                    record.path("metadata").path("outcome").asString(""));
        }
        table.print(terminal.out());
    }

    /** The first of what was done, and how much more there is. */
    private static String what(JsonNode record) {
        JsonNode items = record.path("keyferry").path("items");
        if (items.isEmpty()) {
            return record.path("keyferry").path("items_known").asBoolean(true) ? "" : "not known";
        }
        JsonNode first = items.path(0);
        String version = first.path("version").asString("");
        int more = record.path("keyferry").path("item_count").asInt(1) - 1;
        return first.path("did").asString("")
                + " "
                + first.path("name").asString(first.path("id").asString(""))
                + (version.isEmpty() ? "" : " version " + version)
                + (more > 0 ? ", and " + more + " more" : "");
    }
}
