package dev.keyferry.server.console.view.tunnels;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.router.GatewayPeer;
import dev.keyferry.server.router.Inexpressible;
import dev.keyferry.server.router.InnerAddresses;
import dev.keyferry.server.router.RouterConfiguration;
import dev.keyferry.server.router.RouterProfile;
import dev.keyferry.server.router.RouterSide;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a tunnel's router is to be told, in one language.
 *
 * @param profile the language's name on the command line
 * @param title its name for people
 * @param text with a placeholder for the key; empty where it cannot be said
 * @param problem why it cannot be said
 */
public record RouterText(
        String profile, String title, Optional<String> text, Optional<String> problem) {
    static List<RouterText> all(TunnelView tunnel) {
        return Arrays.stream(RouterProfile.values()).map(p -> of(p, tunnel)).toList();
    }

    /**
     * The configuration that takes a key.
     *
     * @throws Inexpressible if the tunnel cannot be said in that language
     */
    static RouterConfiguration configuration(RouterProfile profile, TunnelView view) {
        return profile.configuration(
                new RouterSide(
                        view.tunnel().parameters().name().value(),
                        view.tunnel().id().value(),
                        identity(view),
                        GatewayPeer.at(view.tunnel().parameters().cloudflareEndpoint().value()),
                        InnerAddresses.of(view.tunnel().parameters().interfaceAddress().value()),
                        RouterSide.Networks.NONE,
                        Optional.empty()));
    }

    /** What the router says of itself: of one that was adopted, what it said before. */
    private static IkeIdentity identity(TunnelView view) {
        return view.tunnel().parameters().farIdentities().explicit().stream()
                .findFirst()
                .orElseGet(() ->
                        IkeIdentity.ofText(IkeIdentity.Type.KEYID, view.identities().keyId()));
    }

    static String title(RouterProfile profile) {
        return switch (profile) {
            case STRONGSWAN -> "strongSwan";
            case CISCO_IOS_XE -> "Cisco IOS XE";
            case FORTIGATE -> "FortiGate";
        };
    }

    private static RouterText of(RouterProfile profile, TunnelView tunnel) {
        try {
            String text = configuration(profile, tunnel).withPlaceholder();
            return new RouterText(
                    profile.toString(), title(profile), Optional.of(text), Optional.empty());
        } catch (Inexpressible e) {
            return new RouterText(
                    profile.toString(),
                    title(profile),
                    Optional.empty(),
                    Optional.of(e.sentence()));
        }
    }
}
