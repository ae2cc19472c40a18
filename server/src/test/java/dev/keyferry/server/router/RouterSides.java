package dev.keyferry.server.router;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.router.RouterSide.Networks;
import java.util.Optional;

/** Routers of tunnels that tests write for. */
final class RouterSides {
    static final String ID = "0123456789abcdef0123456789abcdef";
    static final IkeIdentity KEY_ID = IkeIdentity.ofText(IkeIdentity.Type.KEYID, "1000_" + ID);
    static final GatewayPeer GATEWAY = GatewayPeer.at("203.0.113.1");

    private RouterSides() {}

    static RouterSide side(String name, GatewayPeer gateway, Networks networks) {
        return new RouterSide(
                name,
                ID,
                KEY_ID,
                gateway,
                InnerAddresses.of("10.252.0.0/31"),
                networks,
                Optional.of("wan1"));
    }

    static RouterSide side(String name, IkeIdentity identity, Optional<String> wan) {
        return new RouterSide(
                name,
                ID,
                identity,
                GATEWAY,
                InnerAddresses.of("10.252.0.0/31"),
                Networks.NONE,
                wan);
    }
}
