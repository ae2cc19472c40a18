package dev.keyferry.app.api.fleet;

import java.util.List;
import java.util.stream.Stream;
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

    /** A key of the edge. */
    public record Key(JsonNode json) {
        public String id() {
            return json.path("id").asString("");
        }

        /** {@code current}, {@code needed} or {@code retired}. */
        public String state() {
            return json.path("state").asString("");
        }

        /** How many tunnels' keys are sealed to it. */
        public long psks() {
            return json.path("psks").asLong(0);
        }

        public boolean isEmbedded() {
            return json.path("embedded").asBoolean(false);
        }

        /** Gateways that have not told that they can do without it. */
        public List<String> gateways() {
            return json.path("gateways").valueStream().map(each -> each.asString("")).toList();
        }
    }

    /** All its keys, the current one first, then the newest. */
    public List<Key> keys() {
        return Stream.concat(Stream.of(json.path("key")), json.path("former_keys").valueStream())
                .map(Key::new)
                .toList();
    }

    public List<String> addresses() {
        return json.path("addresses").valueStream().map(each -> each.asString("")).toList();
    }
}
