package dev.keyferry.app.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the public envelope. Thread-safe. */
final class EnvelopeReader {
    /** Ten thousand applied keys with their gateways take about 6 MB. */
    static final int MAX_ANSWER_BYTES = 64 << 20;

    static final int MAX_ERROR_BYTES = 1 << 20;

    private final JsonMapper mapper;
    private final ObjectReader items;
    private final int maxAnswerBytes;

    EnvelopeReader(JsonMapper mapper, int maxAnswerBytes) {
        this.mapper = mapper;
        this.items = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.maxAnswerBytes = maxAnswerBytes;
    }

    Answer read(InputStream in) throws IOException {
        JsonNode envelope = tree(in, maxAnswerBytes);
        if (!envelope.path("success").asBoolean(false)) {
            throw new ForeignAnswer();
        }
        return new Answer(envelope.path("result"), ApiMessage.listOf(envelope.path("messages")));
    }

    /** The errors of a refusal; empty where the body is nothing of ours. */
    List<ApiMessage> readErrors(InputStream in) throws IOException {
        return ApiMessage.listOf(tree(in, MAX_ERROR_BYTES).path("errors"));
    }

    /** The first item of the array {@code result.<name>} that fits; nothing is read after it. */
    Optional<JsonNode> find(InputStream in, String name, Predicate<JsonNode> fits) {
        try (JsonParser parser = mapper.createParser(in)) {
            parser.nextToken();
            enter(parser, "result", JsonToken.START_OBJECT);
            enter(parser, name, JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode item = items.readTree(parser);
                if (fits.test(item)) {
                    return Optional.of(item);
                }
            }
            return Optional.empty();
        }
    }

    /** Leaves the parser at the start of the member's value; other members are skipped. */
    private static void enter(JsonParser parser, String member, JsonToken start) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isMember = parser.currentName().equals(member);
            if (parser.nextToken() == start && isMember) {
                return;
            }
            parser.skipChildren();
        }
        throw new ForeignAnswer();
    }

    private JsonNode tree(InputStream in, int limit) throws IOException {
        byte[] body = in.readNBytes(limit + 1);
        if (body.length > limit) {
            throw new ForeignAnswer();
        }
        return mapper.readTree(body);
    }
}
