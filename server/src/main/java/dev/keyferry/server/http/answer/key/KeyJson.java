package dev.keyferry.server.http.answer.key;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.KeyStatus.OnGateway;
import dev.keyferry.server.domain.KeyStatus.Stage;
import dev.keyferry.server.http.answer.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** What answers show of a tunnel's key. */
public final class KeyJson {
    private KeyJson() {}

    /** Writes the one answer that shows a key, and wipes the copy that it takes of it. */
    static void writePsk(JsonGenerator json, Psk psk) {
        json.writeName("psk");
        byte[] utf8 = psk.reveal();
        try {
            json.writeUTF8String(utf8, 0, utf8.length);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    /** Writes {@code psk_metadata}, which is empty before the first key. */
    public static void writeMetadata(JsonGenerator json, Optional<Instant> setAt) {
        json.writeObjectPropertyStart("psk_metadata");
        setAt.ifPresent(at -> json.writeStringProperty("last_generated_on", Timestamp.of(at)));
        json.writeEndObject();
    }

    /** Writes {@code {version, state, gateways}}. */
    public static void write(JsonGenerator json, KeyStatus status) {
        write(json, status, Optional.empty());
    }

    /**
     * The same with {@code reused_by}, where the caller may know on how many other tunnels it is.
     */
    static void write(JsonGenerator json, KeyStatus status, Optional<Integer> reusedBy) {
        json.writeStartObject();
        json.writeNumberProperty("version", status.version().value());
        json.writeStringProperty("state", token(status.state()));
        json.writeObjectPropertyStart("gateways");
        status.gateways().forEach((name, there) -> write(json, name.value(), there));
        json.writeEndObject();
        reusedBy.ifPresent(others -> json.writeNumberProperty("reused_by", others));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String gateway, OnGateway there) {
        json.writeObjectPropertyStart(gateway);
        json.writeStringProperty("state", state(there));
        json.writeNumberProperty("version", there.version().value());
        json.writeStringProperty("since", Timestamp.of(there.since()));
        there.reason().ifPresent(reason -> json.writeStringProperty("reason", reason));
        json.writeBooleanProperty("assured", there.assurance() == Assurance.ASSURED);
        there.evidence()
                .proof()
                .ifPresent(proof -> {
                    json.writeName("proven");
                    EvidenceJson.write(json, proof);
                });
        there.evidence()
                .rejection()
                .ifPresent(rejection -> {
                    json.writeName("rejected");
                    EvidenceJson.write(json, rejection);
                });
        json.writeEndObject();
    }

    /** What peers did comes after what the gateway did: only a key that it holds is proven. */
    private static String state(OnGateway there) {
        if (there.stage() != Stage.LOADED) {
            return token(there.stage());
        }
        if (there.evidence().isProven()) {
            return "proven";
        }
        return there.evidence().isRejected() ? "rejected" : token(there.stage());
    }

    private static String token(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
