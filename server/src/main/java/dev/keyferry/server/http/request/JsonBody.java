package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.RequestRefused;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON text (RFC 8259, UTF-8 only), read as a stream. The caller says what it expects; anything
 * else is refused with a pointer to the place. The parser's own texts quote the input, so they are
 * never shown and their exceptions never kept. Confined to one thread.
 */
public final class JsonBody {
    static final int MAX_DEPTH = 64;
    static final int MAX_STRING = 64 * 1024;
    static final int MAX_NAME = 256;
    static final int MAX_NUMBER = 100;

    /** Of one object, whose names are all held so that none comes twice. */
    static final int MAX_MEMBERS = 1_024;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    // Its table would hold every name of a body to the end.
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxDocumentLength(RequestBody.MAX_BYTES)
                                    .maxStringLength(MAX_STRING)
                                    .maxNameLength(MAX_NAME)
                                    .maxNumberLength(MAX_NUMBER)
                                    .build())
                    .build();

    private final JsonParser parser;

    /** Whether a member that may be null is. */
    public enum Presence {
        NULL,
        VALUE
    }

    JsonBody(InputStream utf8) {
        // A decoder that reports: the parser's own would take UTF-16 and overlong forms.
        Reader reader =
                new InputStreamReader(
                        utf8,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT));
        this.parser = guarded(() -> JSON.createParser(ObjectReadContext.empty(), reader));
    }

    /** Reads a text that is one object and nothing after it. */
    public void readObject(Consumer<String> member) {
        next();
        object("", member);
        end();
    }

    /** Reads nothing at all, or a text that is one object, whose members are skipped. */
    public void ignoreOptionalObject() {
        if (next() == null) {
            return;
        }
        object("", member -> skip());
        end();
    }

    /**
     * Reads an object whose first token is the present one.
     *
     * @param member called with each name; must consume the value
     */
    public void object(String pointer, Consumer<String> member) {
        expect(JsonToken.START_OBJECT, pointer, "an object");
        while (next() == JsonToken.PROPERTY_NAME) {
            member.accept(guarded(parser::currentName));
        }
    }

    /**
     * Moves on to an array and reads it.
     *
     * @param element called with each index, on the element's first token
     */
    public void array(String pointer, IntConsumer element) {
        next();
        elements(pointer, element);
    }

    /** Moves on to an object and reads it. */
    public void nextObject(String pointer, Consumer<String> member) {
        next();
        object(pointer, member);
    }

    /** Moves on to an object, which is read, or to null; tells which of the two it was. */
    public Presence nullableObject(String pointer, Consumer<String> member) {
        if (next() == JsonToken.VALUE_NULL) {
            return Presence.NULL;
        }
        object(pointer, member);
        return Presence.VALUE;
    }

    /** Moves on to an array, which is read, or to null; tells which of the two it was. */
    public Presence nullableArray(String pointer, IntConsumer element) {
        if (next() == JsonToken.VALUE_NULL) {
            return Presence.NULL;
        }
        elements(pointer, element);
        return Presence.VALUE;
    }

    /** Moves on to a boolean or null; empty if it was null. */
    public Optional<Boolean> nullableBoolean(String pointer) {
        return switch (next()) {
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_NULL -> Optional.empty();
            case null, default -> throw RequestRefused.invalid(pointer, "this must be a boolean");
        };
    }

    /** Moves on to an object, which is read, or to a string, which is returned. */
    public Optional<String> stringOrObject(String pointer, Consumer<String> member) {
        if (next() == JsonToken.VALUE_STRING) {
            return Optional.of(guarded(parser::getString));
        }
        object(pointer, member);
        return Optional.empty();
    }

    /** Moves on to a string or null; empty if it was null. */
    public Optional<String> nullableString(String pointer) {
        if (next() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        expect(JsonToken.VALUE_STRING, pointer, "a string or null");
        return Optional.of(guarded(parser::getString));
    }

    /** Moves on to a string and returns it. */
    public String string(String pointer) {
        next();
        return presentString(pointer);
    }

    /** Returns the string whose token is the present one. */
    public String presentString(String pointer) {
        expectString(pointer);
        String value = guarded(parser::getString);
        if (!Utf8.isEncodable(value)) {
            throw notUnicode(pointer);
        }
        return value;
    }

    /** Moves on to a string and returns it in UTF-8, without making a String of it. */
    public byte[] utf8(String pointer) {
        next();
        expectString(pointer);
        char[] characters = guarded(parser::getStringCharacters);
        return Utf8.encode(
                        characters,
                        guarded(parser::getStringOffset),
                        guarded(parser::getStringLength))
                .orElseThrow(() -> notUnicode(pointer));
    }

    /** Moves on to a whole number and returns it. */
    public long wholeNumber(String pointer) {
        next();
        expect(JsonToken.VALUE_NUMBER_INT, pointer, "a whole number");
        try {
            return parser.getLongValue();
        } catch (JacksonException e) {
            throw RequestRefused.invalid(pointer, "the number is out of range");
        }
    }

    /** Moves over a value of whatever kind. */
    public void skip() {
        int open = 0;
        do {
            open += change(next());
        } while (open > 0);
    }

    private static int change(@Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            case null, default -> 0;
        };
    }

    private void elements(String pointer, IntConsumer element) {
        expect(JsonToken.START_ARRAY, pointer, "an array");
        for (int i = 0; next() != JsonToken.END_ARRAY; i++) {
            element.accept(i);
        }
    }

    private void expectString(String pointer) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            throw RequestRefused.invalid(pointer, "type \"string\" is not permitted to be null");
        }
        expect(JsonToken.VALUE_STRING, pointer, "a string");
    }

    private void end() {
        if (next() != null) {
            throw RequestRefused.invalid("", "something follows the JSON text");
        }
    }

    private void expect(JsonToken expected, String pointer, String what) {
        if (parser.currentToken() != expected) {
            throw RequestRefused.invalid(pointer, "this must be " + what);
        }
    }

    private @Nullable JsonToken next() {
        JsonToken token = guarded(parser::nextToken);
        if (token == JsonToken.PROPERTY_NAME
                && parser.streamReadContext().getEntryCount() > MAX_MEMBERS) {
            throw RequestRefused.invalid("", "an object has more than " + MAX_MEMBERS + " members");
        }
        return token;
    }

    private <T extends @Nullable Object> T guarded(Supplier<T> read) {
        try {
            return read.get();
        } catch (JacksonException e) {
            throw refusal(e);
        }
    }

    private static RequestRefused refusal(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return RequestRefused.invalid(
                    "", "the JSON text is nested too deep, or a part of it is too long");
        }
        if (e instanceof JacksonIOException) {
            return RequestRefused.invalid("", "the body is not UTF-8");
        }
        return RequestRefused.invalid(
                "",
                "the body is not one JSON text, or an object has a member twice (line %d, column %d)"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }

    private static RequestRefused notUnicode(String pointer) {
        return RequestRefused.invalid(pointer, "the string has half of a surrogate pair");
    }
}
