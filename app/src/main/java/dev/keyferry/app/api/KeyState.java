package dev.keyferry.app.api;

import tools.jackson.databind.JsonNode;

/**
 * How far a key got.
 *
 * @param state {@code loaded} where every gateway has confirmed it, else {@code partial}, {@code
 *     stored} or {@code unserved}
 */
public record KeyState(long version, String state) {
    static KeyState of(JsonNode json) {
        return new KeyState(json.path("version").asLong(0), json.path("state").asString(""));
    }

    public boolean isLoadedEverywhere() {
        return state.equals("loaded");
    }

    @Override
    public String toString() {
        return "version " + version + " " + Printable.of(state);
    }
}
