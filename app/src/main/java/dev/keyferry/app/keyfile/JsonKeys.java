package dev.keyferry.app.keyfile;

import dev.keyferry.app.api.KeyEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** Reads entries from any number of JSON values, one after the other. */
final class JsonKeys {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build();

    private final List<KeyEntry> entries = new ArrayList<>();

    private JsonKeys() {}

    static List<KeyEntry> parse(String text) {
        JsonKeys keys = new JsonKeys();
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(text)) {
            while (values.hasNextValue()) {
                keys.addAll(values.nextValue());
            }
        } catch (JacksonException e) {
            // The exception's own text quotes the input, which holds keys.
            throw KeyFile.malformed("it is not JSON at " + place(e.getLocation()));
        }
        return keys.entries;
    }

    private void addAll(JsonNode value) {
        if (value.isArray()) {
            value.forEach(this::add);
        } else if (value.path("psks").isArray()) {
            value.path("psks").forEach(this::add);
        } else {
            add(value);
        }
    }

    private void add(JsonNode entry) {
        KeyFile.requireRoom(entries);
        JsonNode tunnel = entry.has("tunnel") ? entry.path("tunnel") : entry.path("id");
        JsonNode psk = entry.path("psk");
        if (!tunnel.isString() || !psk.isString() || entry.size() != 2) {
            throw KeyFile.malformed(
                    "entry "
                            + (entries.size() + 1)
                            + " is not an object of the two strings tunnel and psk");
        }
        entries.add(new KeyEntry(tunnel.stringValue(), psk.stringValue()));
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null
                ? "some place"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
