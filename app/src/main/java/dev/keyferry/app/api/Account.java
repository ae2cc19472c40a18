package dev.keyferry.app.api;

import tools.jackson.databind.JsonNode;

/** An account as the API shows it. */
public record Account(JsonNode json) {
    public String id() {
        return json.path("id").asString("");
    }

    public String name() {
        return json.path("name").asString("");
    }

    /** The number that stands for the account in IKE identities. */
    public long number() {
        return json.path("keyferry").path("number").asLong(0);
    }
}
