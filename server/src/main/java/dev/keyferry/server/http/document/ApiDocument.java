package dev.keyferry.server.http.document;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API's description (OpenAPI 3.1), as a tree that can follow its own references. Immutable. */
final class ApiDocument {
    private static final String RESOURCE = "openapi.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    static ApiDocument read() {
        return new ApiDocument(JSON.readTree(bytes()));
    }

    static byte[] bytes() {
        return ShippedFile.bytes(RESOURCE);
    }

    /**
     * One call.
     *
     * @param method in lower case, as the document writes it
     * @param parameters those of the path first
     */
    record Operation(String method, String path, JsonNode node, List<JsonNode> parameters) {
        String id() {
            return node.path("operationId").asString();
        }

        boolean isTagged(String tag) {
            return node.path("tags").path(0).asString().equals(tag);
        }
    }

    JsonNode root() {
        return root;
    }

    /** All calls, in the document's order; paths as they are asked for, with the server's base. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .forEachEntry((path, item) -> {
                    JsonNode servers = item.has("servers") ? item : root;
                    String base =
                            servers.path("servers")
                                    .path(0)
                                    .path("url")
                                    .asString()
                                    .replaceAll("/$", "");
                    item.forEachEntry((method, node) -> {
                        if (node.has("operationId")) {
                            List<JsonNode> parameters = new ArrayList<>();
                            item.path("parameters").forEach(p -> parameters.add(resolved(p)));
                            node.path("parameters").forEach(p -> parameters.add(resolved(p)));
                            operations.add(new Operation(method, base + path, node, parameters));
                        }
                    });
                });
        return operations;
    }

    /** The components of one kind, such as {@code schemas}. */
    JsonNode components(String kind) {
        return root.path("components").path(kind);
    }

    /** What a reference stands for; any other node itself. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isString() ? root.at(reference.asString().substring(1)) : node;
    }
}
