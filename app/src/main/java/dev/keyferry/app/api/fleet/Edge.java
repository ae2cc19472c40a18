package dev.keyferry.app.api.fleet;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** An edge as the API shows it. */
public record Edge(JsonNode json) {
    public String name() {
        return json.path("name").asString("");
    }

    /** The id of the key to which keys of tunnels are sealed now. */
    public String keyId() {
        return json.path("key").path("id").asString("");
    }

    /** True if the key's private half lies on the server, which rules out gateways elsewhere. */
    public boolean isEmbedded() {
        return json.path("key").path("embedded").asBoolean(false);
    }

    public List<String> addresses() {
        return json.path("addresses").valueStream().map(each -> each.asString("")).toList();
    }
}
