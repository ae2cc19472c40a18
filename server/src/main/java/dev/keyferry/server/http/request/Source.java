package dev.keyferry.server.http.request;

import dev.keyferry.server.domain.address.AddressLiteral;
import dev.keyferry.server.domain.token.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Where a request came from: the other end of its connection. */
public record Source(InetAddress address) {
    /** One customer has a whole network of so many bits, and may send from any address of it. */
    private static final int IPV6_PREFIX = 64;

    public static Source of(HttpServletRequest request) {
        String text = request.getRemoteAddr();
        // An IPv6 address may stand in brackets, and have a zone.
        String bare = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        return new Source(InetAddress.ofLiteral(zone < 0 ? bare : bare.substring(0, zone)));
    }

    /** Whoever sends from there sends from anywhere within it. */
    public String neighbourhood() {
        return address instanceof Inet6Address
                ? new Network(address, IPV6_PREFIX).toString()
                : toString();
    }

    /** The one spelling of the address. */
    @Override
    public String toString() {
        return AddressLiteral.spell(address);
    }
}
