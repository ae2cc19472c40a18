package dev.keyferry.app.swanctl;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.identity.IdentityNotation;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An identity that the operator gave a tunnel.
 *
 * @param type as the API names it
 * @param value as the API writes it
 */
public record ExplicitIdentity(String type, String value) {
    public static List<ExplicitIdentity> of(Tunnel tunnel) {
        return tunnel.json()
                .path("keyferry")
                .path("identities")
                .valueStream()
                .map(ExplicitIdentity::of)
                .toList();
    }

    /** The identity that an option names as {@code TYPE:VALUE}; the API says whether it is one. */
    public static ExplicitIdentity parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw Failure.usage(
                    "an identity is TYPE:VALUE, such as fqdn:branch-7.example or ipv4:198.51.100.7",
                    "types are ipv4, ipv6, fqdn, email, keyid and dn; #HEX is a value for each");
        }
        return new ExplicitIdentity(text.substring(0, colon), text.substring(colon + 1));
    }

    public void write(ObjectNode json) {
        json.put("type", type).put("value", value);
    }

    /**
     * The identity itself.
     *
     * @throws Failure if it is none
     */
    IkeIdentity identity() {
        try {
            IkeIdentity.Type kind =
                    IdentityNotation.type(type)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "an identity is of type ipv4, ipv6, fqdn, email, keyid"
                                                    + " or dn"));
            return IdentityNotation.read(kind, value);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(
                    String.valueOf(e.getMessage()),
                    "give it as `keyferry tunnel show` has it, such as fqdn:branch-7.example");
        }
    }

    private static ExplicitIdentity of(JsonNode json) {
        return new ExplicitIdentity(
                json.path("type").asString(""), json.path("value").asString(""));
    }

    @Override
    public String toString() {
        return type + ":" + value;
    }
}
