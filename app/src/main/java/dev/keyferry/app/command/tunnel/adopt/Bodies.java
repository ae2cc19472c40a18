package dev.keyferry.app.command.tunnel.adopt;

import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.feed.seal.SecretBuffer;
import dev.keyferry.server.domain.identity.IdentityNotation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Bodies of the calls that create tunnels. */
final class Bodies {
    private static final JsonFactory JSON = new JsonFactory();

    private Bodies() {}

    /** All in one call; the caller wipes it once it was sent. */
    static byte[] of(List<Import> tunnels) {
        SecretBuffer body = new SecretBuffer();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("ipsec_tunnels");
            tunnels.forEach(tunnel -> write(tunnel, json));
            json.writeEndArray();
            json.writeEndObject();
        }
        return body.take();
    }

    /** Of the call that gives a tunnel its key. */
    static byte[] ofKey(Psk key) {
        SecretBuffer body = new SecretBuffer();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
            json.writeStartObject();
            json.writeStringProperty("psk", text(key));
            json.writeEndObject();
        }
        return body.take();
    }

    /** The key as a JSON string, which the API reads as UTF-8. */
    private static String text(Psk key) {
        byte[] bytes = key.reveal();
        try {
            return new String(bytes, StandardCharsets.UTF_8);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static void write(Import tunnel, JsonGenerator json) {
        Candidate candidate = tunnel.candidate();
        json.writeStartObject();
        json.writeStringProperty("name", candidate.name());
        write(json, "cloudflare_endpoint", candidate.ends().gateway());
        write(json, "customer_endpoint", candidate.ends().router());
        write(json, "description", candidate.ends().description());
        json.writeStringProperty("interface_address", tunnel.inner());
        if (!candidate.identities().isEmpty()) {
            json.writeObjectPropertyStart("keyferry");
            json.writeArrayPropertyStart("identities");
            candidate.identities().forEach(identity -> write(identity, json));
            json.writeEndArray();
            json.writeEndObject();
        }
        candidate.key().ifPresent(key -> json.writeStringProperty("psk", text(key)));
        json.writeEndObject();
    }

    private static void write(IkeIdentity identity, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", IdentityNotation.typeName(identity.type()));
        json.writeStringProperty("value", IdentityNotation.write(identity));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String member, Optional<String> value) {
        value.ifPresent(text -> json.writeStringProperty(member, text));
    }
}
