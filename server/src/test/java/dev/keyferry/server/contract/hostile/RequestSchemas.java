package dev.keyferry.server.contract.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Follows a body down into the schemas that describe its parts. Immutable. */
final class RequestSchemas {
    private final JsonNode document;

    RequestSchemas(JsonNode document) {
        this.document = document;
    }

    /** What may describe a member of an object. */
    List<JsonNode> member(List<JsonNode> meant, String name) {
        return all(meant).flatMap(s -> alternatives(s.path("properties").path(name))).toList();
    }

    /** What may describe the elements of an array. */
    List<JsonNode> elements(List<JsonNode> meant) {
        return all(meant).flatMap(s -> alternatives(s.path("items"))).toList();
    }

    private Stream<JsonNode> all(List<JsonNode> schemas) {
        return schemas.stream().flatMap(this::alternatives);
    }

    /** A schema and all that it is made of. */
    private Stream<JsonNode> alternatives(JsonNode schema) {
        if (schema.isMissingNode()) {
            return Stream.empty();
        }
        if (schema.has("$ref")) {
            return alternatives(document.at(schema.path("$ref").asString().substring(1)));
        }
        List<JsonNode> parts = new ArrayList<>(List.of(schema));
        for (String keyword : List.of("allOf", "anyOf")) {
            schema.path(keyword).forEach(part -> alternatives(part).forEach(parts::add));
        }
        return parts.stream();
    }
}
