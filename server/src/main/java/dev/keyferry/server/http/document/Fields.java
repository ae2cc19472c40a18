package dev.keyferry.server.http.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The members of an object's schema, those of the objects within it included. */
final class Fields {
    private final List<Field> found = new ArrayList<>();

    private Fields() {}

    /**
     * One member.
     *
     * @param path names joined by dots; {@code []} stands for any element, {@code {}} for any name
     */
    record Field(String path, JsonNode schema, boolean isRequired) {}

    /**
     * Returns the members in order. What the schema refers to is not looked into: it is described
     * in a place of its own.
     */
    static List<Field> of(JsonNode schema) {
        Fields fields = new Fields();
        fields.collect("", schema);
        return fields.found;
    }

    private void collect(String prefix, JsonNode schema) {
        Set<String> required =
                schema.path("required")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.toSet());
        schema.path("properties")
                .forEachEntry((name, member) -> {
                    found.add(new Field(prefix + name, member, required.contains(name)));
                    collect(prefix + name + ".", member);
                    collect(prefix + name + "[].", member.path("items"));
                    collect(prefix + name + ".{}.", member.path("additionalProperties"));
                });
    }
}
