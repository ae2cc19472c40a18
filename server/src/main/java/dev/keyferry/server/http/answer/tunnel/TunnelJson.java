package dev.keyferry.server.http.answer.tunnel;

import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.identity.IdentityNotation;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.http.answer.Timestamp;
import dev.keyferry.server.http.answer.key.KeyJson;
import dev.keyferry.server.http.answer.key.Reuse;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The tunnel object of the public contract, with {@code remote_identities} and our own member. */
public final class TunnelJson {
    private TunnelJson() {}

    public static void write(JsonGenerator json, TunnelView view, TargetForm form) {
        write(json, view, form, Reuse.UNTOLD);
    }

    /** Writes a tunnel that was just changed, with what may be told of its key's reuse. */
    public static void write(JsonGenerator json, TunnelView view, TargetForm form, Reuse reuse) {
        Tunnel tunnel = view.tunnel();
        json.writeStartObject();
        json.writeStringProperty("id", tunnel.id().value());
        ParametersJson.write(json, tunnel.parameters(), form);
        json.writeStringProperty("created_on", Timestamp.of(tunnel.createdOn()));
        json.writeStringProperty("modified_on", Timestamp.of(tunnel.modifiedOn()));
        KeyJson.writeMetadata(json, tunnel.key().map(Tunnel.Key::setAt));
        write(json, view.identities());
        writeOurs(
                json,
                view.status(),
                reuse.of(tunnel.id()),
                tunnel.parameters().farIdentities().explicit());
        json.writeEndObject();
    }

    /** Writes {@code [...]}. */
    public static void writeAll(
            JsonGenerator json, Iterable<TunnelView> tunnels, TargetForm form, Reuse reuse) {
        json.writeStartArray();
        tunnels.forEach(tunnel -> write(json, tunnel, form, reuse));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, GeneratedIdentities identities) {
        json.writeObjectPropertyStart("remote_identities");
        json.writeStringProperty("hex_id", identities.all().getFirst().hex());
        json.writeStringProperty("fqdn_id", identities.fqdn());
        json.writeStringProperty("user_id", identities.userFqdn());
        json.writeEndObject();
    }

    private static void writeOurs(
            JsonGenerator json,
            Optional<KeyStatus> status,
            Optional<Integer> reusedBy,
            List<IkeIdentity> explicit) {
        if (status.isEmpty() && explicit.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("keyferry");
        status.ifPresent(known -> {
            json.writeName("psk");
            KeyJson.write(json, known);
            reusedBy.ifPresent(others -> json.writeNumberProperty("reused_by", others));
        });
        if (!explicit.isEmpty()) {
            json.writeArrayPropertyStart("identities");
            explicit.forEach(identity -> write(json, identity));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, IkeIdentity identity) {
        json.writeStartObject();
        json.writeStringProperty("type", IdentityNotation.typeName(identity.type()));
        json.writeStringProperty("value", IdentityNotation.write(identity));
        json.writeEndObject();
    }
}
