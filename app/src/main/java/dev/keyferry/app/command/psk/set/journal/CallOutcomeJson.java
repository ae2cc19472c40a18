package dev.keyferry.app.command.psk.set.journal;

import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Applied;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Note;
import dev.keyferry.server.keyfile.RefusedLine;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Outcomes of calls as a journal keeps them. */
final class CallOutcomeJson {
    private CallOutcomeJson() {}

    static void write(CallOutcome outcome, ObjectNode to) {
        ArrayNode applied = to.putArray("applied");
        for (Applied key : outcome.applied()) {
            ObjectNode item =
                    applied.addObject()
                            .put("entry", key.entry())
                            .put("tunnel", key.tunnel())
                            .put("id", key.id())
                            .put("json", key.json());
            key.state()
                    .ifPresent(state ->
                            item.put("version", state.version()).put("state", state.state()));
        }
        ArrayNode refused = to.putArray("refused");
        for (RefusedLine line : outcome.refused()) {
            refused.addObject()
                    .put("entry", line.entry())
                    .put("line", line.line())
                    .put("tunnel", line.tunnel())
                    .put("reason", line.reason());
        }
        ArrayNode notes = to.putArray("notes");
        for (Note note : outcome.notes()) {
            notes.addObject()
                    .put("code", note.code())
                    .put("message", note.message())
                    .put("line", note.line());
        }
    }

    static CallOutcome read(JsonNode json) {
        return new CallOutcome(
                json.path("applied").valueStream().map(CallOutcomeJson::applied).toList(),
                json.path("refused").valueStream().map(CallOutcomeJson::refused).toList(),
                json.path("notes").valueStream().map(CallOutcomeJson::note).toList());
    }

    private static Applied applied(JsonNode json) {
        Optional<KeyState> state =
                json.has("state")
                        ? Optional.of(
                                new KeyState(
                                        json.path("version").asLong(0),
                                        json.path("state").asString("")))
                        : Optional.empty();
        return new Applied(
                json.path("entry").asInt(0),
                json.path("tunnel").asString(""),
                json.path("id").asString(""),
                state,
                json.path("json").asString("{}"));
    }

    private static RefusedLine refused(JsonNode json) {
        return new RefusedLine(
                json.path("entry").asInt(0),
                json.path("line").asInt(0),
                json.path("tunnel").asString(""),
                json.path("reason").asString(""));
    }

    private static Note note(JsonNode json) {
        return new Note(
                json.path("code").asInt(0),
                json.path("message").asString(""),
                json.path("line").asInt(0));
    }
}
