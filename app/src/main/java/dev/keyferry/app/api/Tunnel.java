package dev.keyferry.app.api;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A tunnel as the API shows it. */
public record Tunnel(JsonNode json) {
    public String id() {
        return json.path("id").asString("");
    }

    public String name() {
        return json.path("name").asString("");
    }

    /** The gateway's address of this tunnel. */
    public String cloudflareEndpoint() {
        return json.path("cloudflare_endpoint").asString("");
    }

    /** The router's address, where it is known. */
    public Optional<String> customerEndpoint() {
        return json.path("customer_endpoint").asStringOpt().filter(text -> !text.isEmpty());
    }

    /** The gateway's address inside of the tunnel, with a prefix length. */
    public String interfaceAddress() {
        return json.path("interface_address").asString("");
    }

    /** The key id's bytes in hexadecimal. */
    public String keyIdHex() {
        return json.path("remote_identities").path("hex_id").asString("");
    }

    public String fqdn() {
        return json.path("remote_identities").path("fqdn_id").asString("");
    }

    public String userFqdn() {
        return json.path("remote_identities").path("user_id").asString("");
    }

    /** Version and state of the key; empty where none was ever set. */
    public Optional<KeyState> key() {
        JsonNode psk = json.path("keyferry").path("psk");
        return psk.isObject() ? Optional.of(KeyState.of(psk)) : Optional.empty();
    }
}
