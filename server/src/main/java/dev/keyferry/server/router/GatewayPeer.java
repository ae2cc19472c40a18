package dev.keyferry.server.router;

import dev.keyferry.feed.identity.AddressText;
import dev.keyferry.feed.identity.IkeIdentity;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The gateway as the router sees it.
 *
 * @param address where it is, a literal address
 * @param id what it says of itself in IKE, as {@code swanctl.conf} writes it: an address, a name,
 *     or an e-mail name
 */
public record GatewayPeer(String address, String id) {
    /** No blank, and nothing that ends a word, asks for help or is a pattern anywhere. */
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._+-]{0,118}[A-Za-z0-9_])?");

    /**
     * A gateway with another name than its address.
     *
     * @throws Inexpressible if the address or the name is none
     */
    public GatewayPeer {
        if (AddressText.read(address).isEmpty()) {
            throw new Inexpressible("the gateway's address is no literal address");
        }
        if (AddressText.read(id).isEmpty() && !isName(id)) {
            throw new Inexpressible(
                    "the gateway's identity is no address, name or e-mail name that every router"
                            + " can be told");
        }
    }

    /** A gateway that goes by its address. */
    public static GatewayPeer at(String address) {
        return new GatewayPeer(address, address);
    }

    /** What it says of itself, with its type. */
    IkeIdentity identity() {
        return AddressText.read(id)
                .map(GatewayPeer::ofAddress)
                .orElseGet(() ->
                        IkeIdentity.ofText(
                                id.contains("@") ? IkeIdentity.Type.EMAIL : IkeIdentity.Type.FQDN,
                                id));
    }

    boolean isNamedOtherwise() {
        return !id.equals(address);
    }

    /**
     * The address.
     *
     * @throws Inexpressible if it is one of IPv6
     */
    String ipv4() {
        if (!AddressText.read(address).filter(Inet4Address.class::isInstance).isPresent()) {
            throw new Inexpressible(
                    "the gateway's address is one of IPv6, which this profile does not write");
        }
        return address;
    }

    private static boolean isName(String id) {
        int at = id.indexOf('@');
        return NAME.matcher(id.substring(at + 1)).matches()
                && (at < 0 || NAME.matcher(id.substring(0, at)).matches());
    }

    private static IkeIdentity ofAddress(InetAddress address) {
        return new IkeIdentity(
                address instanceof Inet4Address ? IkeIdentity.Type.IPV4 : IkeIdentity.Type.IPV6,
                HexFormat.of().formatHex(address.getAddress()));
    }
}
