package dev.keyferry.app.command.psk;

import dev.keyferry.app.api.Evidence;
import dev.keyferry.app.command.terminal.Table;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Where many keys stand: a line for each gateway of each tunnel, and one where there is no key. */
final class KeyTable {
    private KeyTable() {}

    static Table of(Stream<JsonNode> keys) {
        Table table = new Table("TUNNEL", "VERSION", "STATE", "GATEWAY", "THERE", "SINCE", "HINT");
        keys.forEach(key -> add(key, table));
        return table;
    }

    private static void add(JsonNode key, Table table) {
        JsonNode psk = key.path("psk");
        String name = key.path("name").asString("");
        String version = psk.path("version").asString("");
        String whole = psk.path("state").asString("none");
        JsonNode gateways = psk.path("gateways");
        if (gateways.isEmpty()) {
            table.row(name, version, whole, "", "", "", "");
        }
        Evidence evidence = new Evidence(gateways);
        gateways.forEachEntry((gateway, there) ->
                table.row(
                        name,
                        version,
                        whole,
                        gateway,
                        there.path("state").asString(""),
                        since(there),
                        hint(evidence, there)));
    }

    private static String since(JsonNode there) {
        String at = there.path("proven").path("at").asString(there.path("since").asString(""));
        try {
            return Instant.parse(at).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeParseException e) {
            return at;
        }
    }

    /** Why it is not loaded there, and what failed but before the key was proven. */
    private static String hint(Evidence evidence, JsonNode there) {
        JsonNode rejected = there.path("rejected");
        return Stream.of(
                        there.path("reason").asString(""),
                        evidence.isHealed(rejected) ? "" : rejected.path("meaning").asString(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
