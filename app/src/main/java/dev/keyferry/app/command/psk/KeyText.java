package dev.keyferry.app.command.psk;

import dev.keyferry.app.api.Printable;
import dev.keyferry.app.api.Tunnel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One tunnel's key in a line: its version, each gateway, and what peers did with it.
 *
 * @param setBy where that may be known
 * @param today of the day no date is said
 */
record KeyText(Tunnel tunnel, Optional<String> setBy, LocalDate today) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    String text() {
        JsonNode psk = tunnel.json().path("keyferry").path("psk");
        if (!psk.isObject()) {
            return Printable.of(tunnel.name()) + " has no key";
        }
        List<String> parts = new ArrayList<>();
        parts.add(
                "v"
                        + psk.path("version").asLong(0)
                        + " set "
                        + time(tunnel.json().path("psk_metadata").path("last_generated_on"))
                        + setBy.map(who -> " by " + Printable.of(who)).orElse(""));
        JsonNode gateways = psk.path("gateways");
        if (gateways.isEmpty()) {
            parts.add("unserved: no gateway ends " + tunnel.cloudflareEndpoint() + " yet");
        }
        gateways.properties().forEach(gateway -> parts.add(there(gateway)));
        evidence(gateways).ifPresent(parts::add);
        return String.join("   ", parts);
    }

    /** What the gateway did; what peers did is said once, at the end. */
    private String there(Map.Entry<String, JsonNode> gateway) {
        JsonNode there = gateway.getValue();
        String state = there.path("state").asString("");
        String stage = isLoaded(there) ? "loaded" : Printable.of(state);
        String reason = there.path("reason").asString("");
        return Printable.of(gateway.getKey())
                + " "
                + stage
                + " "
                + time(there.path("since"))
                + (reason.isEmpty() ? "" : " (" + Printable.of(reason) + ")");
    }

    private Optional<String> evidence(JsonNode gateways) {
        return gateways.properties().stream()
                .filter(gateway -> gateway.getValue().has("proven"))
                .findFirst()
                .map(this::proven)
                .or(() ->
                        gateways.properties().stream()
                                .filter(gateway -> gateway.getValue().has("rejected"))
                                .findFirst()
                                .map(this::rejected))
                .or(() ->
                        gateways.valueStream().anyMatch(KeyText::isLoaded)
                                ? Optional.of("unproven: no router has authenticated with it yet")
                                : Optional.empty());
    }

    private String proven(Map.Entry<String, JsonNode> gateway) {
        JsonNode proof = gateway.getValue().path("proven");
        return "proven on "
                + Printable.of(gateway.getKey())
                + " "
                + time(proof.path("at"))
                + " from "
                + Printable.of(proof.path("from").asString(""))
                + (proof.path("assured").asBoolean(true) ? "" : ", not assured");
    }

    private String rejected(Map.Entry<String, JsonNode> gateway) {
        JsonNode rejected = gateway.getValue().path("rejected");
        long count = rejected.path("count").asLong(0);
        return "unproven: "
                + (count == 1 ? "1 attempt" : count + " attempts")
                + " failed on "
                + Printable.of(gateway.getKey())
                + ", last "
                + time(rejected.path("last"))
                + " from "
                + Printable.of(rejected.path("from").asString(""))
                + ": "
                + Printable.of(rejected.path("meaning").asString(""));
    }

    private static boolean isLoaded(JsonNode there) {
        String state = there.path("state").asString("");
        return state.equals("loaded") || state.equals("proven") || state.equals("rejected");
    }

    private String time(JsonNode node) {
        try {
            Instant at = Instant.parse(node.asString(""));
            boolean isToday = LocalDate.ofInstant(at, ZoneOffset.UTC).equals(today);
            return (isToday ? TIME : DATE).format(at);
        } catch (DateTimeParseException e) {
            return "?";
        }
    }
}
