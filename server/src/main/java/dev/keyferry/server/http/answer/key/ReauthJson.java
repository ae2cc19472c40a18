package dev.keyferry.server.http.answer.key;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.Notice.Code;
import dev.keyferry.server.domain.reauth.Found;
import dev.keyferry.server.domain.reauth.Verdict;
import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.usecase.reauth.Reauthenticate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** The result of the call that has routers authenticate anew. */
public final class ReauthJson {
    private static final Set<Verdict> TOLD = EnumSet.of(Verdict.UNDONE, Verdict.FAILED);

    private ReauthJson() {}

    public static void write(JsonGenerator json, Reauthenticate.Answer answer) {
        json.writeStartObject();
        json.writeStringProperty("ipsec_tunnel_id", answer.tunnel().value());
        json.writeNumberProperty("version", answer.version().value());
        json.writeStringProperty("verdict", answer.verdict().token());
        json.writeObjectPropertyStart("gateways");
        answer.gateways()
                .forEach((gateway, found) -> {
                    json.writeObjectPropertyStart(gateway.value());
                    json.writeStringProperty("outcome", found.token());
                    json.writeStringProperty("meaning", found.meaning());
                    json.writeEndObject();
                });
        json.writeEndObject();
        json.writeEndObject();
    }

    /** One for each gateway on which the router did not show that it has the key. */
    public static List<MessageItem> messages(Reauthenticate.Answer answer) {
        if (answer.gateways().isEmpty()) {
            return List.of(item(Code.UNSERVED, "nothing was done: no gateway serves the tunnel"));
        }
        return answer.gateways().entrySet().stream()
                .filter(there -> TOLD.contains(there.getValue().verdict()))
                .map(there -> item(Code.NOT_PROVEN, text(there.getKey(), there.getValue())))
                .toList();
    }

    private static String text(GatewayName gateway, Found found) {
        return "gateway " + gateway + ": " + found.token() + ": " + found.meaning();
    }

    private static MessageItem item(Code code, String text) {
        return MessageItem.of(new Notice(code, text, Optional.empty()));
    }
}
