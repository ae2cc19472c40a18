package dev.keyferry.server.http.answer;

import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.GeneratePsk;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.SetPsks.Applied;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The results of the two calls that show keys: the bulk call and {@code psk_generate}. */
public final class PskJson {
    private PskJson() {}

    public static void write(JsonGenerator json, SetPsks.Answer answer) {
        json.writeStartObject();
        json.writeObjectPropertyStart("successfully_applied_psks");
        answer.applied().forEach((id, applied) -> write(json, id, applied));
        json.writeEndObject();
        json.writeObjectPropertyStart("unapplied_psks");
        answer.unapplied().forEach((id, reason) -> json.writeStringProperty(id, reason.text()));
        json.writeEndObject();
        json.writeEndObject();
    }

    public static void write(JsonGenerator json, GeneratePsk.Answer answer) {
        Tunnel tunnel = answer.tunnel().tunnel();
        json.writeStartObject();
        json.writeStringProperty("ipsec_id", answer.tunnel().identities().keyId());
        json.writeStringProperty("ipsec_tunnel_id", tunnel.id().value());
        answer.psk().ifPresent(psk -> KeyJson.writePsk(json, psk));
        KeyJson.writeMetadata(json, tunnel.key().map(Tunnel.Key::setAt));
        writeStatus(json, answer.tunnel().status());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String id, Applied applied) {
        json.writeObjectPropertyStart(id);
        json.writeStringProperty("ipsec_id", applied.ipsecId());
        json.writeStringProperty("ipsec_tunnel_id", id);
        KeyJson.writePsk(json, applied.psk());
        KeyJson.writeMetadata(json, applied.lastGeneratedOn());
        writeStatus(json, applied.status());
        json.writeEndObject();
    }

    private static void writeStatus(JsonGenerator json, Optional<KeyStatus> status) {
        status.ifPresent(value -> {
            json.writeName("keyferry");
            KeyJson.write(json, value);
        });
    }
}
