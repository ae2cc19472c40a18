package dev.keyferry.server.http.answer.key;

import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.server.domain.evidence.Attempts;
import dev.keyferry.server.domain.evidence.EvidenceText;
import dev.keyferry.server.http.answer.Timestamp;
import tools.jackson.core.JsonGenerator;

/** What answers show of peers. Identities are bytes of strangers and never written as they are. */
public final class EvidenceJson {
    private EvidenceJson() {}

    /** Writes {@code {at, from, assured}}. */
    static void write(JsonGenerator json, Proof proof) {
        json.writeStartObject();
        json.writeStringProperty("at", Timestamp.of(proof.at()));
        json.writeStringProperty("from", EvidenceText.of(proof.from()));
        json.writeBooleanProperty("assured", proof.assurance() == Proof.Assurance.ASSURED);
        json.writeEndObject();
    }

    /** Writes {@code {identity, from, first, last, count, hint, meaning}}. */
    static void write(JsonGenerator json, Rejection rejection) {
        json.writeStartObject();
        json.writeObjectPropertyStart("identity");
        json.writeStringProperty("hex", rejection.identity().hex());
        json.writeStringProperty("text", EvidenceText.escaped(rejection.identity()));
        json.writeEndObject();
        json.writeStringProperty("from", EvidenceText.of(rejection.from()));
        json.writeStringProperty("first", Timestamp.of(rejection.first()));
        json.writeStringProperty("last", Timestamp.of(rejection.last()));
        json.writeNumberProperty("count", rejection.count());
        json.writeStringProperty("hint", rejection.hint().token());
        json.writeStringProperty("meaning", rejection.hint().sentence());
        json.writeEndObject();
    }

    /** Writes {@code {gateway, tunnel?, version?, rejected}}. */
    public static void write(JsonGenerator json, Attempts attempts) {
        json.writeStartObject();
        json.writeStringProperty("gateway", attempts.gateway().value());
        attempts.counted()
                .target()
                .ifPresent(target -> {
                    json.writeStringProperty("tunnel", target.tunnel().value());
                    json.writeNumberProperty("version", target.version().value());
                });
        json.writeName("rejected");
        write(json, attempts.counted());
        json.writeEndObject();
    }
}
