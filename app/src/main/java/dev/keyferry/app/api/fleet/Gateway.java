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
}
