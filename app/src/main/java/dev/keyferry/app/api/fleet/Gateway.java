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

    /** What it says of its condition beside that; empty if nothing. */
    public String detail() {
        return json.path("detail").asString("");
    }

    /** Whether it doubts the audit that it is shown; {@code none} also where it never said. */
    public String auditDoubt() {
        return json.path("audit").path("doubt").asString("none");
    }

    /** When it was last heard of; empty if never. */
    public String lastSeen() {
        return json.path("last_seen_on").asString("");
    }
}
