package dev.keyferry.app.swanctl;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.server.router.InnerAddresses;
import dev.keyferry.server.router.Proposals;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The connection of a gateway for one tunnel. It is of the one kind under which a tunnel's key
 * opens that tunnel alone: IKEv2, keys on both sides, one literal identity on each.
 *
 * @param localId the gateway's own identity, which the router expects; the tunnel's endpoint where
 *     empty
 * @param localTs the networks behind the gateway; its address inside of the tunnel where empty
 * @param remoteTs the networks behind the router; likewise
 */
public record SwanctlConnection(
        Tunnel tunnel,
        PeerIdentity peer,
        Optional<String> localId,
        List<String> localTs,
        List<String> remoteTs) {
    /** Not a wildcard, not "any", and nothing that ends a quoted value. */
    private static final Pattern LITERAL_ID = Pattern.compile("[A-Za-z0-9@:#._/=+ -]{1,255}");

    private static final Pattern SELECTOR = Pattern.compile("[0-9A-Fa-f.:/]{2,64}|dynamic");

    /** A dot would part a section's name in two for charon's settings. */
    private static final Pattern SECTION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    public SwanctlConnection {
        localTs = List.copyOf(localTs);
        remoteTs = List.copyOf(remoteTs);
        localId.filter(id -> !LITERAL_ID.matcher(id).matches())
                .ifPresent(id -> {
                    throw Failure.usage(
                            "the local identity must be literal, without wildcards",
                            "give an address or a name, as in --local-id vpn.example.net");
                });
        requireSelectors(localTs);
        requireSelectors(remoteTs);
    }

    /** The text for {@code /etc/swanctl/conf.d}. */
    public String text() {
        String section = SECTION.matcher(tunnel.name()).matches() ? tunnel.name() : tunnel.id();
        return """
        # Tunnel %s (%s); Keyferry loads its key.
        connections {
            %s {
                version = 2
                proposals = %s
                local_addrs = %s
                remote_addrs = %s
                local {
                    auth = psk
                    id = "%s"
                }
                remote {
                    auth = psk
                    id = "%s"
                }
                children {
                    %s {
                        local_ts = %s
                        remote_ts = %s
                        esp_proposals = %s
                    }
                }
            }
        }
        """
                .formatted(
                        tunnel.name(),
                        tunnel.id(),
                        section,
                        Proposals.IKE,
                        tunnel.cloudflareEndpoint(),
                        tunnel.customerEndpoint().orElse("%any"),
                        localId.orElse(tunnel.cloudflareEndpoint()),
                        peer.of(tunnel),
                        section,
                        selectors(localTs, inner().map(InnerAddresses::gateway)),
                        selectors(remoteTs, inner().map(InnerAddresses::router)),
                        Proposals.ESP);
    }

    private Optional<InnerAddresses> inner() {
        return InnerAddresses.of(tunnel.interfaceAddress());
    }

    private static String selectors(List<String> given, Optional<String> address) {
        return given.isEmpty() ? address.orElse("dynamic") : String.join(",", given);
    }

    private static void requireSelectors(List<String> selectors) {
        if (!selectors.stream().allMatch(text -> SELECTOR.matcher(text).matches())) {
            throw Failure.usage(
                    "a traffic selector is a network such as 10.1.0.0/16",
                    "repeat --local-ts or --remote-ts for several networks");
        }
    }
}
