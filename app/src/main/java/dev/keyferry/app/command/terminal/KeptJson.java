package dev.keyferry.app.command.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A long list of JSON, kept as text: as trees it would take several times the memory, and a command
 * has little. Confined to one thread.
 */
public final class KeptJson implements Consumer<JsonNode> {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> texts = new ArrayList<>();

    @Override
    public void accept(JsonNode item) {
        texts.add(item.toString());
    }

    /** All items in the order in which they came, each made when it is asked for. */
    public Stream<JsonNode> all() {
        return texts.stream().map(JSON::readTree);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeptJson kept && texts.equals(kept.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }
}
