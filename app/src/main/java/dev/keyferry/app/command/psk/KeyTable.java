package dev.keyferry.app.command.psk;

import dev.keyferry.app.api.Evidence;
import dev.keyferry.app.command.terminal.Table;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Where many keys stand: a line for each gateway of each tunnel. */
record KeyTable(List<JsonNode> keys) {
    KeyTable {
        keys = List.copyOf(keys);
    }

    Table table() {
        Table table = new Table("TUNNEL", "VERSION", "STATE", "GATEWAY", "THERE", "SINCE", "HINT");
        for (JsonNode key : keys) {
            JsonNode psk = key.path("psk");
            String name = key.path("name").asString("");
            String version = psk.path("version").asString("");
            String whole = psk.path("state").asString("");
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
                            hint(evidence, there.path("rejected"))));
        }
        return table;
    }

    private static String since(JsonNode there) {
        return there.path("proven").path("at").asString(there.path("since").asString(""));
    }

    /** What failed before the key was proven needs nobody any more. */
    private static String hint(Evidence evidence, JsonNode rejected) {
        return evidence.isHealed(rejected) ? "" : rejected.path("meaning").asString("");
    }
}
