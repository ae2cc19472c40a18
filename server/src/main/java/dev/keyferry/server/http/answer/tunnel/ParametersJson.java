package dev.keyferry.server.http.answer.tunnel;

import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.tunnel.HealthCheck;
import dev.keyferry.server.domain.tunnel.NullCipher;
import dev.keyferry.server.domain.tunnel.ReplayProtection;
import dev.keyferry.server.domain.tunnel.ReturnRouting;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.domain.tunnel.bgp.Bgp;
import dev.keyferry.server.domain.tunnel.bgp.Prefix;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The members of a tunnel's object that its caller gives, under their public names. */
final class ParametersJson {
    private ParametersJson() {}

    static void write(JsonGenerator json, TunnelParameters tunnel, TargetForm form) {
        json.writeStringProperty("name", tunnel.name().value());
        json.writeStringProperty("cloudflare_endpoint", tunnel.cloudflareEndpoint().value());
        writeIfPresent(json, "customer_endpoint", tunnel.customerEndpoint());
        json.writeStringProperty("interface_address", tunnel.interfaceAddress().value());
        writeIfPresent(json, "interface_address6", tunnel.interfaceAddress6());
        writeIfPresent(json, "description", tunnel.description());
        json.writeBooleanProperty(
                "replay_protection", tunnel.replayProtection() == ReplayProtection.ON);
        json.writeBooleanProperty(
                "allow_null_cipher", tunnel.allowNullCipher() == NullCipher.ALLOWED);
        json.writeBooleanProperty(
                "automatic_return_routing",
                tunnel.automaticReturnRouting() == ReturnRouting.AUTOMATIC);
        writeHealthCheck(json, tunnel, form);
        tunnel.bgp().ifPresent(bgp -> write(json, bgp));
        tunnel.farIdentities()
                .custom()
                .ifPresent(fqdn -> {
                    json.writeObjectPropertyStart("custom_remote_identities");
                    json.writeStringProperty("fqdn_id", fqdn.value());
                    json.writeEndObject();
                });
    }

    private static void writeHealthCheck(
            JsonGenerator json, TunnelParameters tunnel, TargetForm form) {
        HealthCheck check = tunnel.healthCheck();
        json.writeObjectPropertyStart("health_check");
        json.writeBooleanProperty("enabled", check.activity() == HealthCheck.Activity.ENABLED);
        json.writeStringProperty("rate", token(check.rate()));
        json.writeStringProperty("type", token(check.type()));
        json.writeStringProperty("direction", token(check.direction()));
        switch (form) {
            case TEXT -> writeIfPresent(json, "target", tunnel.effectiveTarget());
            case OBJECT -> {
                json.writeObjectPropertyStart("target");
                json.writeStringProperty("saved", check.target().map(IpAddress::value).orElse(""));
                writeIfPresent(json, "effective", tunnel.effectiveTarget());
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Bgp bgp) {
        json.writeObjectPropertyStart("bgp");
        json.writeNumberProperty("customer_asn", bgp.customerAsn().value());
        if (!bgp.extraPrefixes().isEmpty()) {
            json.writeArrayPropertyStart("extra_prefixes");
            bgp.extraPrefixes().stream().map(Prefix::value).forEach(json::writeString);
            json.writeEndArray();
        }
        writeIfPresent(json, "import_filter_id", bgp.importFilter());
        writeIfPresent(json, "export_filter_id", bgp.exportFilter());
        bgp.md5Key().ifPresent(key -> json.writeStringProperty("md5_key", key.value()));
        json.writeEndObject();
    }

    private static void writeIfPresent(JsonGenerator json, String name, Optional<?> value) {
        value.ifPresent(v -> json.writeStringProperty(name, v.toString()));
    }

    private static String token(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
