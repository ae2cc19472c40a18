package dev.keyferry.app.command.psk.set;

import static java.util.stream.Collectors.toMap;

import dev.keyferry.app.command.psk.set.journal.CallOutcome.Applied;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Note;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.server.keyfile.RefusedLine;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What {@code --json} prints: the fate of every key.
 *
 * @param files that were written before, by the names of their tunnels
 */
record PskSetJson(SetOutcome outcome, Optional<SequencedMap<String, String>> files) {
    private static final JsonFactory JSON = new JsonFactory();

    void print(PrintStream out) {
        try (JsonGenerator json =
                JSON.createGenerator(ObjectWriteContext.empty(), Json.writer(out))) {
            json.writeStartObject();
            writeApplied(json);
            writeRefused(json);
            writeMessages(json);
            writeFiles(json);
            json.writeEndObject();
        }
        out.println();
    }

    private void writeApplied(JsonGenerator json) {
        json.writeObjectPropertyStart("successfully_applied_psks");
        for (Applied key : outcome.applied()) {
            json.writeName(key.id());
            json.writeRawValue(key.json());
        }
        json.writeEndObject();
    }

    /** In the API's shape where a tunnel is named, and by lines. */
    private void writeRefused(JsonGenerator json) {
        json.writeObjectPropertyStart("unapplied_psks");
        outcome.refused().stream()
                .filter(line -> !line.tunnel().isEmpty())
                .collect(
                        toMap(
                                RefusedLine::tunnel,
                                RefusedLine::reason,
                                (first, _) -> first,
                                LinkedHashMap::new))
                .forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeArrayPropertyStart("refused");
        for (RefusedLine line : outcome.refused()) {
            json.writeStartObject();
            json.writeNumberProperty("line", line.line());
            json.writeStringProperty("tunnel", line.tunnel());
            json.writeStringProperty("reason", line.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeMessages(JsonGenerator json) {
        json.writeArrayPropertyStart("messages");
        for (Note note : outcome.notes()) {
            json.writeStartObject();
            json.writeNumberProperty("code", note.code());
            json.writeStringProperty("message", note.message());
            if (note.line() > 0) {
                json.writeNumberProperty("line", note.line());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeFiles(JsonGenerator json) {
        if (files.isPresent()) {
            json.writeObjectPropertyStart("files");
            files.get().forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }
}
