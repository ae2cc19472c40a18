package dev.keyferry.server.keyfile;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads entries from any number of JSON values, one after the other: entries, arrays of entries, or
 * bodies of the API's bulk call. Confined to one thread.
 */
final class JsonKeys {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final String ID = "id";
    private static final String PSKS = "psks";
    private static final Set<String> READ = Set.of(CsvHeader.TUNNEL, ID, CsvHeader.PSK);

    private final JsonParser parser;
    private final Lines lines;

    private JsonKeys(JsonParser parser, Lines lines) {
        this.parser = parser;
        this.lines = lines;
    }

    static void parse(String text, Lines lines) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            new JsonKeys(parser, lines).read();
        } catch (JacksonException e) {
            // The exception's own text quotes the input, which holds keys.
            throw KeyFile.malformed("it is not JSON at " + place(e.getLocation()));
        }
    }

    private void read() {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                array();
            } else {
                entryOrBody();
            }
        }
    }

    private void array() {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int line = line();
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                parser.nextToken();
                members(line);
            } else {
                parser.skipChildren();
                lines.addWrong(line);
            }
        }
    }

    private void entryOrBody() {
        int line = line();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            lines.addWrong(line);
            return;
        }
        boolean isNamed = parser.nextToken() == JsonToken.PROPERTY_NAME;
        if (!isNamed || !parser.currentName().equals(PSKS)) {
            members(line);
            return;
        }
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw KeyFile.malformed("the member psks at line " + line + " is no array");
        }
        array();
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw KeyFile.malformed("the object at line " + line + " has more than psks");
        }
    }

    /** Reads an entry whose first member, if it has one, is the parser's token. */
    private void members(int line) {
        Map<String, String> read = new HashMap<>();
        boolean isForeign = false;
        for (; parser.currentToken() == JsonToken.PROPERTY_NAME; parser.nextToken()) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (READ.contains(name) && value == JsonToken.VALUE_STRING) {
                read.put(name, parser.getString());
            } else {
                isForeign |= !CsvHeader.IGNORED.contains(name);
                parser.skipChildren();
            }
        }
        String tunnel = read.getOrDefault(CsvHeader.TUNNEL, read.get(ID));
        String psk = read.get(CsvHeader.PSK);
        if (isForeign || read.size() != 2 || tunnel == null || psk == null) {
            lines.addWrong(line);
            return;
        }
        lines.add(line, tunnel, psk);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null
                ? "some place"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
