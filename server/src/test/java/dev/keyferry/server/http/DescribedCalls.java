package dev.keyferry.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of {@code openapi.json}. */
final class DescribedCalls {
    private DescribedCalls() {}

    /** Method and path of each operation id, such as {@code get /accounts}. */
    static Map<String, String> all() throws IOException {
        try (InputStream document = HttpServer.class.getResourceAsStream("document/openapi.json")) {
            JsonNode paths =
                    new JsonMapper().readTree(Objects.requireNonNull(document)).path("paths");
            Map<String, String> calls = new HashMap<>();
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
                    String id = call.getValue().path("operationId").asString("");
                    calls.put(id, call.getKey() + " " + path.getKey());
                }
            }
            return calls;
        }
    }
}
