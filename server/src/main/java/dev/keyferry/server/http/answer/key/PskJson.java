package dev.keyferry.server.http.answer.key;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.GeneratePsk;
import dev.keyferry.server.usecase.RemovePsk;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.SetPsks.Applied;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The results of the calls that set keys and of the one that removes them. */
public final class PskJson {
    private PskJson() {}

    /**
     * Writes the two maps of the bulk call.
     *
     * @param reuse on how many other tunnels each tunnel's key is, as far as the caller may know
     */
    public static void write(JsonGenerator json, SetPsks.Answer answer, Reuse reuse) {
        json.writeStartObject();
        json.writeObjectPropertyStart("successfully_applied_psks");
        answer.applied()
                .forEach((id, applied) -> write(json, id, applied, reuse.of(new TunnelId(id))));
        json.writeEndObject();
        json.writeObjectPropertyStart("unapplied_psks");
        answer.unapplied().forEach((id, reason) -> json.writeStringProperty(id, reason.text()));
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Writes the tunnel with its new key; {@code reuse} as for the bulk call. */
    public static void write(JsonGenerator json, GeneratePsk.Answer answer, Reuse reuse) {
        Tunnel tunnel = answer.tunnel().tunnel();
        json.writeStartObject();
        json.writeStringProperty("ipsec_id", answer.tunnel().identities().keyId());
        json.writeStringProperty("ipsec_tunnel_id", tunnel.id().value());
        answer.psk().ifPresent(psk -> KeyJson.writePsk(json, psk));
        KeyJson.writeMetadata(json, tunnel.key().map(Tunnel.Key::setAt));
        writeStatus(json, answer.tunnel().status(), reuse.of(tunnel.id()));
        json.writeEndObject();
    }

    /** Writes what became of a key that was to go. */
    public static void write(JsonGenerator json, RemovePsk.Answer answer) {
        json.writeStartObject();
        json.writeStringProperty("ipsec_tunnel_id", answer.tunnel().value());
        json.writeBooleanProperty("removed", answer.isRemoved());
        answer.end().ifPresent(end -> json.writeNumberProperty("version", end.value()));
        json.writeEndObject();
    }

    private static void write(
            JsonGenerator json, String id, Applied applied, Optional<Integer> reusedBy) {
        json.writeObjectPropertyStart(id);
        json.writeStringProperty("ipsec_id", applied.ipsecId());
        json.writeStringProperty("ipsec_tunnel_id", id);
        KeyJson.writePsk(json, applied.psk());
        KeyJson.writeMetadata(json, applied.lastGeneratedOn());
        writeStatus(json, applied.status(), reusedBy);
        json.writeEndObject();
    }

    private static void writeStatus(
            JsonGenerator json, Optional<KeyStatus> status, Optional<Integer> reusedBy) {
        status.ifPresent(value -> {
            json.writeName("keyferry");
            KeyJson.write(json, value, reusedBy);
        });
    }
}
