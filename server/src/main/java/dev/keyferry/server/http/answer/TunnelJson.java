package dev.keyferry.server.http.answer;

import dev.keyferry.feed.GeneratedIdentities;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The tunnel object of the public contract, with {@code remote_identities} and our own member. */
public final class TunnelJson {
    private TunnelJson() {}

    public static void write(JsonGenerator json, TunnelView view) {
        Tunnel tunnel = view.tunnel();
        json.writeStartObject();
        json.writeStringProperty("id", tunnel.id().value());
        write(json, tunnel.parameters());
        json.writeStringProperty("created_on", Timestamp.of(tunnel.createdOn()));
        json.writeStringProperty("modified_on", Timestamp.of(tunnel.modifiedOn()));
        KeyJson.writeMetadata(json, tunnel.key().map(Tunnel.Key::setAt));
        write(json, view.identities());
        view.status()
                .ifPresent(status -> {
                    json.writeObjectPropertyStart("keyferry");
                    json.writeName("psk");
                    KeyJson.write(json, status);
                    json.writeEndObject();
                });
        json.writeEndObject();
    }

    /** Writes {@code {"ipsec_tunnels": [...]}}. */
    public static void writeAll(JsonGenerator json, List<TunnelView> tunnels) {
        json.writeStartObject();
        json.writeArrayPropertyStart("ipsec_tunnels");
        tunnels.forEach(tunnel -> write(json, tunnel));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, TunnelParameters parameters) {
        json.writeStringProperty("name", parameters.name().value());
        json.writeStringProperty("cloudflare_endpoint", parameters.cloudflareEndpoint().value());
        writeIfPresent(json, "customer_endpoint", parameters.customerEndpoint());
        json.writeStringProperty("interface_address", parameters.interfaceAddress().value());
        writeIfPresent(json, "description", parameters.description());
    }

    private static void write(JsonGenerator json, GeneratedIdentities identities) {
        json.writeObjectPropertyStart("remote_identities");
        json.writeStringProperty("hex_id", identities.all().getFirst().hex());
        json.writeStringProperty("fqdn_id", identities.fqdn());
        json.writeStringProperty("user_id", identities.userFqdn());
        json.writeEndObject();
    }

    private static void writeIfPresent(JsonGenerator json, String name, Optional<?> value) {
        value.ifPresent(v -> json.writeStringProperty(name, v.toString()));
    }
}
