package dev.keyferry.app.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The fate of every key that was sent; holds none of them.
 *
 * @param refused the reasons, by the tunnel as it was named
 */
public record KeySettingOutcome(
        List<Applied> applied, Map<String, String> refused, List<ApiMessage> messages) {
    /**
     * A key that is in force from now on.
     *
     * @param tunnel as it was named
     * @param state empty where nothing was stored, because the call only validated
     * @param json what the API said, without the key
     */
    public record Applied(String tunnel, String id, Optional<KeyState> state, JsonNode json) {}
}
