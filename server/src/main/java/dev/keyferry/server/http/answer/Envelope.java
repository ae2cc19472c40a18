package dev.keyferry.server.http.answer;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The public envelope: {@code success}, {@code errors}, {@code messages} and {@code result}, all
 * four always there, and {@code result_info} where a list comes in pages. Thread-safe.
 */
public final class Envelope {
    public static final String CONTENT_TYPE = "application/json";

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                    .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                    .build();

    private Envelope() {}

    /**
     * Writes a success as a stream and closes {@code out}.
     *
     * @throws tools.jackson.core.JacksonException if {@code out} fails
     */
    public static void success(OutputStream out, Success answer) {
        // Closed only at the end of it: to close half of an answer would pass it off as a whole
        // one.
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out);
        json.writeStartObject();
        json.writeBooleanProperty("success", true);
        json.writeArrayPropertyStart("errors").writeEndArray();
        json.writeArrayPropertyStart("messages");
        answer.messages().forEach(item -> write(json, item));
        json.writeEndArray();
        answer.page().ifPresent(page -> write(json, page));
        json.writeName("result");
        answer.result().accept(json);
        json.writeEndObject();
        json.close();
    }

    /** Returns a failure, UTF-8. */
    public static byte[] failure(ErrorAnswer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeBooleanProperty("success", false);
            json.writeArrayPropertyStart("errors");
            answer.errors().forEach(item -> write(json, item));
            json.writeEndArray();
            json.writeArrayPropertyStart("messages").writeEndArray();
            json.writeNullProperty("result");
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, ErrorItem item) {
        json.writeStartObject();
        json.writeNumberProperty("code", item.code().number());
        json.writeStringProperty("message", item.message());
        item.documentation()
                .ifPresent(at -> json.writeStringProperty("documentation_url", at.toString()));
        item.pointer().ifPresent(pointer -> writeSource(json, pointer));
        if (!item.chain().isEmpty()) {
            json.writeArrayPropertyStart("error_chain");
            item.chain().forEach(cause -> write(json, cause));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, MessageItem item) {
        json.writeStartObject();
        json.writeNumberProperty("code", item.code());
        json.writeStringProperty("message", item.text());
        item.pointer().ifPresent(pointer -> writeSource(json, pointer));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Success.PageOf page) {
        json.writeObjectPropertyStart("result_info");
        json.writeNumberProperty("page", page.number());
        json.writeNumberProperty("per_page", page.size());
        json.writeNumberProperty("count", page.count());
        page.total()
                .ifPresent(total -> {
                    json.writeNumberProperty("total_count", total);
                    json.writeNumberProperty("total_pages", Math.ceilDiv(total, page.size()));
                });
        json.writeEndObject();
    }

    private static void writeSource(JsonGenerator json, String pointer) {
        json.writeObjectPropertyStart("source");
        json.writeStringProperty("pointer", pointer);
        json.writeEndObject();
    }
}
