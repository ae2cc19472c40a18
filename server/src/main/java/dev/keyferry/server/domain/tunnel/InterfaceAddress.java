package dev.keyferry.server.domain.tunnel;

import dev.keyferry.server.domain.address.IpAddress;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of the edge's side within a tunnel, with the length of its network: a /31 (RFC 3021)
 * or a host of a /30, in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 169.254.240.0/20.
 *
 * @param value such as {@code 10.213.0.10/31}
 */
public record InterfaceAddress(String value) {
    private static final Pattern FORM = Pattern.compile("([0-9.]{7,15})/(3[01])");

    public InterfaceAddress {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "an interface address is an IPv4 address with /31 or /30");
        }
        int bits = bits(new IpAddress(form.group(1)));
        if (Arrays.stream(Range.values()).noneMatch(r -> r.contains(bits))) {
            throw new IllegalArgumentException(
                    "an interface address lies in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or"
                            + " 169.254.240.0/20");
        }
        int host = bits & 3;
        if (form.group(2).equals("30") && (host == 0 || host == 3)) {
            throw new IllegalArgumentException(
                    "an interface address is a host of its /30, not the network or broadcast");
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static int bits(IpAddress address) {
        int bits = 0;
        for (byte b : address.bytes()) {
            bits = bits << 8 | (b & 0xff);
        }
        return bits;
    }

    private enum Range {
        TEN(0x0a000000, 8),
        ONE_SEVENTY_TWO(0xac100000, 12),
        ONE_NINETY_TWO(0xc0a80000, 16),
        LINK_LOCAL(0xa9fef000, 20);

        private final int network;
        private final int length;

        Range(int network, int length) {
            this.network = network;
            this.length = length;
        }

        boolean contains(int address) {
            return (address ^ network) >>> (32 - length) == 0;
        }
    }
}
