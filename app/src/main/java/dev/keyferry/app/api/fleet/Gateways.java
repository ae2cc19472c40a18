package dev.keyferry.app.api.fleet;

import dev.keyferry.app.api.ApiClient;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The gateways of the deployment. Thread-safe. */
public final class Gateways {
    private static final String PATH = "/keyferry/gateways";

    private final ApiClient api;

    public Gateways(ApiClient api) {
        this.api = api;
    }

    /** Names one; what is answered holds the token with which a host becomes it, shown once. */
    public JsonNode enrol(GatewayName name, EdgeId edge) {
        return api.create(
                        PATH,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("name", name.value())
                                .put("edge", edge.value()),
                        "`keyferry gateway list` shows whether it is there now; nobody knows its"
                                + " token then, so revoke it and enrol under another name")
                .result();
    }

    public List<Gateway> all() {
        return api.list(PATH).stream().map(Gateway::new).toList();
    }

    public Gateway drain(GatewayName name) {
        return new Gateway(api.post(path(name) + "/drain").result());
    }

    public Gateway resume(GatewayName name) {
        return new Gateway(api.post(path(name) + "/resume").result());
    }

    /** Ends its rights; what is answered lists the tunnels whose keys that host held. */
    public JsonNode revoke(GatewayName name) {
        return api.delete(path(name)).result();
    }

    private static String path(GatewayName name) {
        return PATH + "/" + name;
    }
}
