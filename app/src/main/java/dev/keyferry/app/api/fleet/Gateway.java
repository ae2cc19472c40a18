package dev.keyferry.app.api.fleet;

import tools.jackson.databind.JsonNode;

/** A gateway as the API shows it. */
public record Gateway(JsonNode json) {
    public String name() {
        return json.path("name").asString("");
    }

    public String edge() {
        return json.path("edge").asString("");
    }

    public String state() {
        return json.path("state").asString("");
    }

    /** What it last said of itself, or that it is silent. */
    public String condition() {
        String said = json.path("condition").asString("");
        return json.path("reachable").asBoolean(false) ? said : "silent";
    }

    /** When it was last heard of; empty if never. */
    public String lastSeen() {
        return json.path("last_seen_on").asString("");
    }
}
