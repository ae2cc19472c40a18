package dev.keyferry.app.command.explain;

import dev.keyferry.app.api.Evidence;
import dev.keyferry.app.command.terminal.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Who failed: a line for each tunnel and gateway.
 *
 * @param evidence of the present key of the tunnel with an id, where it has one
 */
record AttemptTable(List<JsonNode> attempts, Function<String, Optional<Evidence>> evidence) {
    AttemptTable {
        attempts = List.copyOf(attempts);
    }

    Table table() {
        Table table =
                new Table(
                        "LAST",
                        "FROM",
                        "COUNT",
                        "GATEWAY",
                        "TUNNEL",
                        "VERSION",
                        "IDENTITY",
                        "HINT");
        for (JsonNode attempt : attempts) {
            JsonNode rejected = attempt.path("rejected");
            table.row(
                    text(rejected, "last"),
                    text(rejected, "from"),
                    text(rejected, "count"),
                    text(attempt, "gateway"),
                    attempt.path("tunnel").asString("none"),
                    text(attempt, "version"),
                    text(rejected.path("identity"), "text"),
                    hint(attempt, rejected));
        }
        return table;
    }

    private String hint(JsonNode attempt, JsonNode rejected) {
        String meaning = text(rejected, "meaning");
        return attempt.path("tunnel")
                .asStringOpt()
                .flatMap(evidence)
                .filter(ofKey -> ofKey.isHealed(rejected))
                .map(_ -> "healed since: " + meaning)
                .orElse(meaning);
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
