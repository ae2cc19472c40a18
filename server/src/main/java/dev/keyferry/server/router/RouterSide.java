package dev.keyferry.server.router;

import dev.keyferry.feed.identity.IkeIdentity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What there is to say to a tunnel's router, in no language yet. Immutable.
 *
 * @param name the tunnel's
 * @param id the tunnel's
 * @param identity what the router is to say of itself in IKE, one of the tunnel's identities
 * @param inner empty where the tunnel has none that routers can be given
 * @param networks behind the two sides
 * @param wanInterface the router's interface to the gateway, where it is known
 */
public record RouterSide(
        String name,
        String id,
        IkeIdentity identity,
        GatewayPeer gateway,
        Optional<InnerAddresses> inner,
        Networks networks,
        Optional<String> wanInterface) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z][A-Za-z0-9/._:-]{0,34}");

    /** What stands for an interface that is not known. */
    static final String UNKNOWN_INTERFACE = "<WAN-INTERFACE>";

    /**
     * The networks behind the two sides; where one has none, its inner address is meant.
     *
     * @param gateway behind the gateway
     * @param router behind the router
     */
    public record Networks(List<Network> gateway, List<Network> router) {
        /** Only the two sides themselves. */
        public static final Networks NONE = new Networks(List.of(), List.of());

        public Networks {
            gateway = List.copyOf(gateway);
            router = List.copyOf(router);
        }
    }

    /**
     * Checks that the names can stand in any of the languages.
     *
     * @throws Inexpressible if one cannot
     */
    public RouterSide {
        require(NAME, name, "the tunnel's name");
        require(ID, id, "the tunnel's id");
        wanInterface.ifPresent(given -> require(INTERFACE, given, "the interface's name"));
    }

    /** What the tunnel is called where a short name without a dot is needed. */
    String label(int longest) {
        return name.length() <= longest && name.indexOf('.') < 0
                ? name
                : id.substring(0, Math.min(longest, id.length()));
    }

    List<Network> gatewayNetworks() {
        return networks.gateway().isEmpty()
                ? inner.map(InnerAddresses::gateway).map(Network::new).stream().toList()
                : networks.gateway();
    }

    List<Network> routerNetworks() {
        return networks.router().isEmpty()
                ? inner.map(InnerAddresses::router).map(Network::new).stream().toList()
                : networks.router();
    }

    /**
     * The two addresses inside.
     *
     * @throws Inexpressible if there are none
     */
    InnerAddresses requiredInner() {
        return inner.orElseThrow(() ->
                new Inexpressible(
                        "the tunnel's interface_address is no IPv4 /31 or /30, from which the"
                                + " router's own would follow"));
    }

    String wanInterfaceOrUnknown() {
        return wanInterface.orElse(UNKNOWN_INTERFACE);
    }

    private static void require(Pattern form, String value, String what) {
        if (!form.matcher(value).matches()) {
            throw new Inexpressible(
                    what + " has characters that routers cannot be told, or is too long");
        }
    }
}
