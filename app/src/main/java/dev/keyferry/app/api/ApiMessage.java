package dev.keyferry.app.api;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the envelope says of an error, or beside a success.
 *
 * @param pointer a JSON pointer into the request, empty where there is none
 */
public record ApiMessage(int code, String message, String pointer) {
    static List<ApiMessage> listOf(JsonNode items) {
        List<ApiMessage> list = new ArrayList<>();
        for (JsonNode item : items) {
            list.add(
                    new ApiMessage(
                            item.path("code").asInt(0),
                            item.path("message").asString(""),
                            item.path("source").path("pointer").asString("")));
        }
        return List.copyOf(list);
    }

    /** The message, with where it points and its code. */
    public String line() {
        String place = pointer.isEmpty() ? "" : " at " + pointer;
        return Printable.of(message) + place + " (code " + code + ")";
    }
}
