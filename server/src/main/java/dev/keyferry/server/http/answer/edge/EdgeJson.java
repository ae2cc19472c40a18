package dev.keyferry.server.http.answer.edge;

import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey;
import dev.keyferry.server.http.answer.Timestamp;
import java.util.Base64;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The edge object. */
public final class EdgeJson {
    private EdgeJson() {}

    /**
     * Writes the edge.
     *
     * @param sealed how many tunnels' present keys are sealed to each edge key that has any
     */
    public static void write(JsonGenerator json, Edge edge, Map<EdgeKeyId, Long> sealed) {
        json.writeStartObject();
        json.writeStringProperty("name", edge.name().value());
        json.writeStringProperty("created_on", Timestamp.of(edge.createdOn()));
        json.writeName("key");
        write(json, edge.key(), sealed);
        json.writeArrayPropertyStart("former_keys");
        edge.former().forEach(key -> write(json, key, sealed));
        json.writeEndArray();
        json.writeArrayPropertyStart("addresses");
        edge.addresses().forEach(address -> json.writeString(address.value()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, EdgeKey key, Map<EdgeKeyId, Long> sealed) {
        json.writeStartObject();
        json.writeStringProperty("id", key.id().value());
        json.writeStringProperty(
                "public_key", Base64.getEncoder().encodeToString(key.encoded().toArray()));
        json.writeBooleanProperty("embedded", key.isEmbedded());
        json.writeStringProperty("created_on", Timestamp.of(key.createdOn()));
        json.writeNumberProperty("psks", sealed.getOrDefault(key.id(), 0L));
        json.writeEndObject();
    }
}
