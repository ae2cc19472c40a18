package dev.keyferry.app.command.terminal;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What {@code --json} prints. */
public final class Json {
    private Json() {}

    public static String array(Stream<JsonNode> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(array::add);
        return array.toPrettyString();
    }
}
