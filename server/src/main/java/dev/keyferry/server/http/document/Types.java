package dev.keyferry.server.http.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Schemas in a few words. */
final class Types {
    /** Rules of a value, by their keyword, with the words that stand before each. */
    private static final Map<String, String> LIMITS =
            Map.of(
                    "default", "default",
                    "minimum", "at least",
                    "maximum", "at most",
                    "minLength", "characters, at least",
                    "maxLength", "characters, at most",
                    "minItems", "elements, at least",
                    "maxItems", "elements, at most",
                    "pattern", "matches");

    private Types() {}

    /** Writes what kind of value it is, with links to named objects. */
    static void write(Html html, JsonNode schema) {
        if (schema.has("$ref")) {
            String name = lastOf(schema.path("$ref").asString());
            html.link(anchor(name), name);
        } else if (schema.has("anyOf") && !schema.has("type")) {
            alternatives(html, schema.path("anyOf"));
        } else if (schema.has("allOf") && !schema.has("type")) {
            write(html, schema.path("allOf").path(0));
        } else if (schema.has("const")) {
            html.code(schema.path("const").toString());
        } else if (schema.has("enum")) {
            html.raw("one of ")
                    .raw(
                            schema.path("enum")
                                    .valueStream()
                                    .map(v -> "<code>" + Html.escaped(v.asString()) + "</code>")
                                    .collect(Collectors.joining(", ")));
        } else if (schema.has("items")) {
            html.raw("array of ");
            write(html, schema.path("items"));
        } else if (schema.path("additionalProperties").isObject()) {
            html.raw("object of ");
            write(html, schema.path("additionalProperties"));
        } else {
            html.text(names(schema.path("type")));
            html.text(schema.has("format") ? " (" + schema.path("format").asString() + ")" : "");
        }
    }

    /** Writes the rules that the value is under. */
    static void limits(Html html, JsonNode schema) {
        List<String> rules = new ArrayList<>();
        schema.forEachEntry((keyword, value) -> {
            String words = LIMITS.get(keyword);
            if (words != null) {
                rules.add(words + " <code>" + Html.escaped(value.asString()) + "</code>");
            }
        });
        schema.path("examples")
                .forEach(e -> rules.add("for example <code>" + Html.escaped(shown(e)) + "</code>"));
        if (!rules.isEmpty()) {
            html.raw(" <span class=\"rule\">").raw(String.join("; ", rules)).raw("</span>");
        }
    }

    /** Writes that the value must be there. */
    static void required(Html html) {
        html.raw(" <span class=\"required\">required</span>");
    }

    static String anchor(String component) {
        return "object-" + component;
    }

    /** The component's name at the end of a reference. */
    static String lastOf(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static void alternatives(Html html, JsonNode anyOf) {
        for (int i = 0; i < anyOf.size(); i++) {
            html.raw(i == 0 ? "" : " or ");
            write(html, anyOf.path(i));
        }
    }

    private static String names(JsonNode type) {
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
                : type.asString("any value");
    }

    private static String shown(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }
}
