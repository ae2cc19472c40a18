package dev.keyferry.server.http.request.tunnel;

import dev.keyferry.server.domain.tunnel.Description;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.HealthCheck;
import dev.keyferry.server.domain.tunnel.InterfaceAddress;
import dev.keyferry.server.domain.tunnel.IpAddress;
import dev.keyferry.server.domain.tunnel.NullCipher;
import dev.keyferry.server.domain.tunnel.ReplayProtection;
import dev.keyferry.server.domain.tunnel.ReturnRouting;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.Field;
import dev.keyferry.server.http.request.JsonBody;
import dev.keyferry.server.http.request.PskBody;
import dev.keyferry.server.usecase.keys.SentKey;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the members of one tunnel's object. Confined to one thread. */
final class TunnelReader {
    /** Most messages about ignored fields of one request. */
    static final int MAX_IGNORED = 100;

    /** What the public contract knows of a tunnel and Keyferry does nothing with. */
    private static final Set<String> UNSUPPORTED =
            Set.of(
                    "allow_null_cipher",
                    "automatic_return_routing",
                    "bgp",
                    "custom_remote_identities",
                    "health_check",
                    "interface_address6",
                    "replay_protection");

    private final JsonBody body;
    private final String pointer;
    private final List<MessageItem> ignored;
    private boolean hasAny;
    private @Nullable TunnelName name;
    private @Nullable IpAddress cloudflareEndpoint;
    private @Nullable IpAddress customerEndpoint;
    private @Nullable InterfaceAddress interfaceAddress;
    private @Nullable Description description;
    private @Nullable SentKey key;

    /**
     * @param ignored takes a message for each unsupported field
     */
    TunnelReader(JsonBody body, String pointer, List<MessageItem> ignored) {
        this.body = body;
        this.pointer = pointer;
        this.ignored = ignored;
    }

    void readMember(String member) {
        String here = pointer + "/" + member;
        switch (member) {
            case "name" -> name = parse(here, TunnelName::new);
            case "cloudflare_endpoint" -> cloudflareEndpoint = parse(here, IpAddress::new);
            case "customer_endpoint" -> customerEndpoint = parse(here, IpAddress::new);
            case "interface_address" -> interfaceAddress = parse(here, InterfaceAddress::new);
            case "description" -> description = parse(here, Description::new);
            case "psk" -> key = PskBody.readKey(body, here);
            default -> {
                ignore(member, here);
                return;
            }
        }
        hasAny = true;
    }

    /** True if any field was there that a tunnel takes. */
    boolean hasAny() {
        return hasAny;
    }

    NewTunnel tunnel() {
        TunnelParameters parameters =
                new TunnelParameters(
                        required("name", name),
                        required("cloudflare_endpoint", cloudflareEndpoint),
                        Optional.ofNullable(customerEndpoint),
                        required("interface_address", interfaceAddress),
                        Optional.empty(),
                        Optional.ofNullable(description),
                        ReplayProtection.OFF,
                        NullCipher.REFUSED,
                        ReturnRouting.MANUAL,
                        HealthCheck.DEFAULT,
                        Optional.empty(),
                        FarIdentities.NONE);
        return new NewTunnel(pointer, parameters, Optional.ofNullable(key));
    }

    private <T> T parse(String here, Function<String, T> parse) {
        return Field.parse(here, body.string(here), parse);
    }

    private void ignore(String member, String here) {
        body.skip();
        if (UNSUPPORTED.contains(member) && ignored.size() < MAX_IGNORED) {
            ignored.add(MessageItem.fieldIgnored(here));
        }
    }

    private <T> T required(String member, @Nullable T value) {
        if (value == null) {
            throw RequestRefused.invalid(pointer + "/" + member, member + " is missing");
        }
        return value;
    }
}
