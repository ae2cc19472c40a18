package dev.keyferry.app.api.fleet;

import dev.keyferry.app.api.ApiClient;
import dev.keyferry.feed.id.EdgeId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The edges of the deployment. Thread-safe. */
public final class Edges {
    private static final String PATH = "/keyferry/edges";

    private final ApiClient api;

    public Edges(ApiClient api) {
        this.api = api;
    }

    /**
     * Creates one.
     *
     * @param publicKey in base64
     */
    public Edge create(EdgeId name, String publicKey, List<String> addresses) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", name.value()).put("public_key", publicKey);
        if (!addresses.isEmpty()) {
            ArrayNode bound = body.putArray("addresses");
            addresses.forEach(bound::add);
        }
        return new Edge(
                api.create(
                                PATH,
                                body,
                                "`keyferry edge list` shows whether it is there now; a repeated call makes"
                                        + " no second one")
                        .result());
    }

    public List<Edge> all() {
        return api.list(PATH).stream().map(Edge::new).toList();
    }

    public Edge get(EdgeId edge) {
        return new Edge(api.get(PATH + "/" + edge).result());
    }

    /**
     * Gives the edge another key.
     *
     * @param publicKey in base64
     */
    public Edge setKey(EdgeId edge, String publicKey) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("public_key", publicKey);
        return new Edge(api.put(PATH + "/" + edge + "/key", body).result());
    }

    public Edge bind(String address, EdgeId edge) {
        String segment = URLEncoder.encode(address, StandardCharsets.UTF_8);
        return new Edge(api.put(PATH + "/" + edge + "/addresses/" + segment).result());
    }
}
