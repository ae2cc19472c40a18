package dev.keyferry.server.http.answer.edge;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.server.domain.gateway.Enrolment;
import dev.keyferry.server.domain.gateway.Exposed;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.http.answer.Timestamp;
import dev.keyferry.server.usecase.gateway.NameGateway.Named;
import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import dev.keyferry.server.usecase.port.GatewayView;
import dev.keyferry.server.usecase.port.edge.Witnesses;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The gateway object, never with a token but the one answer that shows a fresh one. */
public final class GatewayJson {
    private GatewayJson() {}

    public static void write(JsonGenerator json, Seen seen) {
        json.writeStartObject();
        writeMembers(json, seen.gateway());
        seen.view().ifPresent(view -> write(json, view));
        seen.witness().ifPresent(witness -> write(json, witness));
        json.writeEndObject();
    }

    /** With the enrolment token, for the one answer that shows it. */
    public static void write(JsonGenerator json, Named named) {
        json.writeStartObject();
        writeMembers(json, named.gateway());
        json.writeStringProperty("enrolment_token", named.token().reveal());
        json.writeEndObject();
    }

    /** With the first of those tunnels whose keys its host held. */
    public static void write(JsonGenerator json, Gateway gateway, Exposed.Some exposed) {
        json.writeStartObject();
        writeMembers(json, gateway);
        json.writeObjectPropertyStart("exposed");
        json.writeNumberProperty("count", exposed.count());
        json.writeName("tunnels");
        write(json, exposed.tunnels());
        json.writeEndObject();
        json.writeEndObject();
    }

    public static void write(JsonGenerator json, List<Exposed> tunnels) {
        json.writeStartArray();
        for (Exposed tunnel : tunnels) {
            json.writeStartObject();
            json.writeStringProperty("id", tunnel.tunnel().value());
            json.writeStringProperty("account_id", tunnel.account().value());
            json.writeStringProperty("name", tunnel.name().value());
            json.writeNumberProperty("version", tunnel.version().value());
            json.writeStringProperty("last_generated_on", Timestamp.of(tunnel.setAt()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeMembers(JsonGenerator json, Gateway gateway) {
        json.writeStringProperty("name", gateway.name().value());
        json.writeStringProperty("edge", gateway.edge().value());
        json.writeStringProperty("state", gateway.state().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("created_on", Timestamp.of(gateway.createdOn()));
        gateway.enrolment()
                .map(Enrolment::expiresOn)
                .ifPresent(
                        at -> json.writeStringProperty("enrolment_expires_on", Timestamp.of(at)));
        gateway.enrolledOn()
                .ifPresent(at -> json.writeStringProperty("enrolled_on", Timestamp.of(at)));
        gateway.endedOn().ifPresent(at -> json.writeStringProperty("revoked_on", Timestamp.of(at)));
    }

    private static void write(JsonGenerator json, GatewayView view) {
        json.writeBooleanProperty("reachable", view.isReachable());
        view.lastSeen().ifPresent(at -> json.writeStringProperty("last_seen_on", Timestamp.of(at)));
        view.condition().ifPresent(condition -> write(json, condition));
    }

    private static void write(JsonGenerator json, Witnesses.Said witness) {
        json.writeObjectPropertyStart("audit");
        json.writeStringProperty("told_on", Timestamp.of(witness.on()));
        witness.question()
                .remembered()
                .ifPresent(head -> {
                    json.writeStringProperty("epoch", head.epoch().value());
                    json.writeNumberProperty("seq", head.seq());
                    json.writeStringProperty("hash", head.hash().hex());
                });
        json.writeStringProperty("doubt", witness.question().doubt().token());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, GatewayCondition condition) {
        json.writeStringProperty("condition", condition.kind().token());
        if (!condition.detail().isEmpty()) {
            json.writeStringProperty("detail", condition.detail());
        }
    }
}
