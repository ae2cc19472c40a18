package dev.keyferry.server.domain.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * Reads and spells literal addresses, IPv4 and IPv6. Never a host name, and never an IPv4 address
 * in IPv6 clothes; equal addresses have one spelling (RFC 5952 for IPv6).
 */
public final class AddressLiteral {
    private static final int MAX_LENGTH = 45;
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9A-Fa-f:]+(?:[0-9.]*)");
    private static final Pattern ZERO_GROUPS = Pattern.compile("(?:^|:)0(?::0)+(?:$|:)");

    private AddressLiteral() {}

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none; the message does not quote it
     */
    public static InetAddress read(String text) {
        boolean isIpv4 = text.length() <= MAX_LENGTH && IPV4.matcher(text).matches();
        boolean isIpv6 =
                text.length() <= MAX_LENGTH
                        && text.indexOf(':') >= 0
                        && IPV6_CHARACTERS.matcher(text).matches();
        if (!isIpv4 && !isIpv6) {
            throw new IllegalArgumentException("an IP address must be a literal IPv4 or IPv6 one");
        }
        InetAddress address = literal(text);
        if (isIpv6 && address instanceof Inet4Address) {
            throw new IllegalArgumentException("an IPv4 address is written as such");
        }
        return address;
    }

    /** Returns the one spelling of the address. */
    public static String spell(InetAddress address) {
        return address instanceof Inet4Address
                ? address.getHostAddress()
                : shortened(address.getHostAddress());
    }

    /** The first longest run of zero groups becomes {@code ::} (RFC 5952, section 4.2). */
    private static String shortened(String eightGroups) {
        return ZERO_GROUPS
                .matcher(eightGroups)
                .results()
                .reduce((a, b) -> b.group().length() > a.group().length() ? b : a)
                .map(run ->
                        eightGroups.substring(0, run.start())
                                + "::"
                                + eightGroups.substring(run.end()))
                .orElse(eightGroups);
    }

    /** The JDK's own text would quote what was sent, so neither it nor the cause is kept. */
    @SuppressWarnings("UnusedException")
    private static InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an IP address must be a literal IPv4 or IPv6 one");
        }
    }
}
