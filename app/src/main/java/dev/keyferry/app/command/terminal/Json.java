package dev.keyferry.app.command.terminal;

import dev.keyferry.app.api.Printable;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What {@code --json} prints. Text of others may end up on a terminal this way too, so that what
 * steers one is escaped; a program reads the same text.
 */
public final class Json {
    private Json() {}

    public static String array(Stream<JsonNode> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(array::add);
        return of(array);
    }

    public static String of(JsonNode json) {
        return escaped(json.toPrettyString());
    }

    /**
     * Escapes control and format characters of JSON that was written already. Line ends stand
     * between its values alone, and what is not ASCII within strings alone.
     */
    public static String escaped(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        json.codePoints()
                .forEach(c -> {
                    if (c == '\n' || c == '\r' || Printable.isSafe(c)) {
                        safe.appendCodePoint(c);
                    } else {
                        for (char unit : Character.toChars(c)) {
                            safe.append("\\u%04x".formatted((int) unit));
                        }
                    }
                });
        return safe.toString();
    }
}
