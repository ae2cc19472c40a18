package dev.keyferry.server.contract.hostile;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Writes a JSON tree with one member spoilt: confused in its type, at an edge of its rules, there
 * twice, renamed, or left out. Confined to one thread.
 */
final class SpoiltJson {
    private final Draw draw;
    private final RequestSchemas schemas;
    private final StringBuilder out = new StringBuilder();
    private int untilSpoilt;

    SpoiltJson(Draw draw, RequestSchemas schemas) {
        this.draw = draw;
        this.schemas = schemas;
    }

    /** Returns the text; {@code schema} says what the tree's members are meant to be. */
    String write(JsonNode tree, JsonNode schema) {
        untilSpoilt = draw.below(Math.max(1, members(tree)));
        write(tree, List.of(schema));
        return out.toString();
    }

    private static int members(JsonNode tree) {
        int count = tree.isObject() ? tree.size() : 0;
        for (JsonNode child : tree) {
            count += members(child);
        }
        return count;
    }

    private void write(JsonNode node, List<JsonNode> meant) {
        if (node.isObject()) {
            object(node, meant);
        } else if (node.isArray()) {
            out.append('[');
            for (int i = 0; i < node.size(); i++) {
                out.append(i == 0 ? "" : ",");
                write(node.path(i), schemas.elements(meant));
            }
            out.append(']');
        } else {
            out.append(node);
        }
    }

    private void object(JsonNode object, List<JsonNode> meant) {
        out.append('{');
        List<String> names = new ArrayList<>(object.propertyNames());
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : ",");
            String name = names.get(i);
            List<JsonNode> member = schemas.member(meant, name);
            if (untilSpoilt-- == 0) {
                spoil(name, object.path(name), member);
            } else {
                out.append('"').append(name).append("\":");
                write(object.path(name), member);
            }
        }
        out.append('}');
    }

    private void spoil(String name, JsonNode value, List<JsonNode> meant) {
        String quoted = "\"" + name + "\"";
        List<String> edges = meant.stream().flatMap(s -> HostileValues.edges(s).stream()).toList();
        switch (draw.below(8)) {
            case 0 ->
                    out.append(quoted)
                            .append(':')
                            .append(value)
                            .append(',')
                            .append(quoted)
                            .append(':')
                            .append(value);
            case 1 -> out.append('"').append(Markers.WORD).append("\":").append(value);
            case 2 -> out.append("\"").append(draw.inserted(name, "\\u0000")).append("\":1");
            case 3 -> out.append(quoted).append(':').append(manyOf(value));
            case 4, 5 ->
                    out.append(quoted)
                            .append(':')
                            .append(edges.isEmpty() ? HostileValues.any(draw) : draw.of(edges));
            default -> out.append(quoted).append(':').append(HostileValues.any(draw));
        }
    }

    /** The value in an array, and an array's elements many times over. */
    private String manyOf(JsonNode value) {
        String element =
                value.isArray() && !value.isEmpty() ? value.path(0).toString() : value.toString();
        return "[" + (element + ",").repeat(draw.of(List.of(0, 1, 2, 100))) + element + "]";
    }
}
