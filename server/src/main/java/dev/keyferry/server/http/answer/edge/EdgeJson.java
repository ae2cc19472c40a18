package dev.keyferry.server.http.answer.edge;

import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey;
import dev.keyferry.server.http.answer.Timestamp;
import dev.keyferry.server.usecase.edge.ReadEdges.Need;
import dev.keyferry.server.usecase.edge.ReadEdges.Shown;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The edge object. */
public final class EdgeJson {
    private static final Need NONE = new Need(0, List.of());

    private EdgeJson() {}

    public static void write(JsonGenerator json, Shown shown) {
        Edge edge = shown.edge();
        json.writeStartObject();
        json.writeStringProperty("name", edge.name().value());
        json.writeStringProperty("created_on", Timestamp.of(edge.createdOn()));
        json.writeName("key");
        write(json, edge.key(), "current", shown.needs().getOrDefault(edge.key().id(), NONE));
        json.writeArrayPropertyStart("former_keys");
        for (EdgeKey key : edge.former()) {
            Need need = shown.needs().getOrDefault(key.id(), NONE);
            write(json, key, need.isNone() ? "retired" : "needed", need);
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("addresses");
        edge.addresses().forEach(address -> json.writeString(address.value()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, EdgeKey key, String state, Need need) {
        json.writeStartObject();
        json.writeStringProperty("id", key.id().value());
        json.writeStringProperty(
                "public_key", Base64.getEncoder().encodeToString(key.encoded().toArray()));
        json.writeBooleanProperty("embedded", key.isEmbedded());
        json.writeStringProperty("created_on", Timestamp.of(key.createdOn()));
        json.writeStringProperty("state", state);
        json.writeNumberProperty("psks", need.psks());
        json.writeArrayPropertyStart("gateways");
        need.gateways().forEach(gateway -> json.writeString(gateway.value()));
        json.writeEndArray();
        json.writeEndObject();
    }
}
