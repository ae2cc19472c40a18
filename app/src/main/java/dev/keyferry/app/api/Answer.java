package dev.keyferry.app.api;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The envelope of a call that was not refused; {@code result} as it was sent. */
public record Answer(JsonNode result, List<ApiMessage> messages) {
    @Override
    public String toString() {
        // A result may carry keys.
        return "Answer(result redacted, " + messages.size() + " messages)";
    }
}
