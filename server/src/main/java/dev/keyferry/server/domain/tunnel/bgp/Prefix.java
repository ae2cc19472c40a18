package dev.keyferry.server.domain.tunnel.bgp;

import dev.keyferry.server.domain.address.AddressLiteral;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network of IPv4 or IPv6 in the notation of RFC 4632, held in one spelling.
 *
 * @param value such as {@code 10.20.0.0/16}; no bit is set behind its length
 */
public record Prefix(String value) {
    private static final Pattern FORM = Pattern.compile("([^/]+)/(0|[1-9][0-9]{0,2})");

    public Prefix {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw new IllegalArgumentException("a prefix is an address, a slash and a length");
        }
        InetAddress network = AddressLiteral.read(form.group(1));
        int length = Integer.parseInt(form.group(2));
        if (!isNetwork(network.getAddress(), length)) {
            throw new IllegalArgumentException(
                    "a prefix is no longer than its address and has no bit set behind its length");
        }
        value = AddressLiteral.spell(network) + "/" + length;
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isNetwork(byte[] address, int length) {
        if (length > address.length * Byte.SIZE) {
            return false;
        }
        for (int i = length; i < address.length * Byte.SIZE; i++) {
            if ((address[i / Byte.SIZE] >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
