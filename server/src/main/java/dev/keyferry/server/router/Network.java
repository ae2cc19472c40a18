package dev.keyferry.server.router;

import dev.keyferry.feed.identity.AddressText;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network behind one side of a tunnel.
 *
 * @param text such as {@code 10.1.0.0/16}; without a length it is one address
 */
public record Network(String text) {
    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f.:]{2,64})(?:/(\\d{1,3}))?");
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    /**
     * A network.
     *
     * @throws Inexpressible if it is none
     */
    public Network {
        if (!isNetwork(text)) {
            throw new Inexpressible("a network is written as 10.1.0.0/16, and one of these is not");
        }
    }

    boolean isAny() {
        return isIpv4() && length() == 0;
    }

    boolean isHost() {
        return isIpv4() && length() == IPV4_BITS;
    }

    /**
     * The address without the length.
     *
     * @throws Inexpressible if it is one of IPv6
     */
    String ipv4Address() {
        if (!isIpv4()) {
            throw new Inexpressible(
                    "a network behind the tunnel is one of IPv6, which this profile does not"
                            + " write");
        }
        return address();
    }

    /** Such as {@code 255.255.0.0}. */
    String mask() {
        return mask(length());
    }

    /** Such as {@code 0.0.255.255}. */
    String wildcard() {
        return dotted(~bits(length()));
    }

    /** The mask of an IPv4 network of this length. */
    static String mask(int length) {
        return dotted(bits(length));
    }

    private static int bits(int length) {
        return length == 0 ? 0 : -1 << (IPV4_BITS - length);
    }

    private static String dotted(int bits) {
        return (bits >>> 24)
                + "."
                + (bits >>> 16 & 0xff)
                + "."
                + (bits >>> 8 & 0xff)
                + "."
                + (bits & 0xff);
    }

    private boolean isIpv4() {
        return AddressText.read(address()).filter(Inet4Address.class::isInstance).isPresent();
    }

    private String address() {
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }

    private int length() {
        int slash = text.indexOf('/');
        return slash < 0 ? IPV4_BITS : Integer.parseInt(text.substring(slash + 1));
    }

    private static boolean isNetwork(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return false;
        }
        Optional<InetAddress> address = AddressText.read(form.group(1));
        int most =
                address.filter(Inet6Address.class::isInstance).isPresent() ? IPV6_BITS : IPV4_BITS;
        String length = form.group(2);
        return address.isPresent() && (length == null || Integer.parseInt(length) <= most);
    }
}
