package dev.keyferry.app.command.tunnel;

import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.swanctl.ExplicitIdentity;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** One tunnel for people, a line for each thing. */
final class TunnelText {
    private static final int LABEL_WIDTH = 14;

    private TunnelText() {}

    static void print(Tunnel tunnel, PrintStream out) {
        line(out, "name", tunnel.name());
        line(out, "id", tunnel.id());
        line(out, "description", tunnel.json().path("description").asString(""));
        line(out, "gateway", tunnel.cloudflareEndpoint());
        line(out, "router", tunnel.customerEndpoint().orElse("any"));
        line(out, "inner address", tunnel.interfaceAddress());
        line(out, "key id", keyId(tunnel.keyIdHex()));
        line(out, "fqdn", tunnel.fqdn());
        line(out, "email", tunnel.userFqdn());
        line(
                out,
                "custom fqdn",
                tunnel.json().path("custom_remote_identities").path("fqdn_id").asString(""));
        for (ExplicitIdentity identity : ExplicitIdentity.of(tunnel)) {
            line(out, "identity", identity.toString());
        }
        line(out, "key", tunnel.key().map(KeyState::toString).orElse("none"));
        tunnel.json()
                .path("keyferry")
                .path("psk")
                .path("gateways")
                .properties()
                .forEach(gateway ->
                        line(out, "", gateway.getKey() + "  " + state(gateway.getValue())));
        line(out, "created", tunnel.json().path("created_on").asString(""));
        line(out, "modified", tunnel.json().path("modified_on").asString(""));
    }

    private static String state(JsonNode gateway) {
        String state = gateway.path("state").asString("");
        String version = gateway.path("version").asString("");
        String reason = gateway.path("reason").asString("");
        return (state + (version.isEmpty() ? "" : " version " + version))
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static String keyId(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.US_ASCII);
    }

    /** What is empty has no line. */
    private static void line(PrintStream out, String label, String value) {
        if (!value.isEmpty()) {
            String padded = label + " ".repeat(LABEL_WIDTH - label.length());
            out.println(padded + Printable.of(value));
        }
    }
}
