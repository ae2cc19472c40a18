package dev.keyferry.server.domain.token;

import dev.keyferry.server.domain.address.AddressLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Neighbouring IP addresses (RFC 4632; RFC 4291, section 2.3).
 *
 * @param first its first address: no bit past the prefix is set
 * @param prefix in bits
 */
public record Network(InetAddress first, int prefix) {
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    public Network {
        if (prefix < 0 || prefix > first.getAddress().length * Byte.SIZE) {
            throw malformed();
        }
        first = start(first, prefix);
    }

    /**
     * Reads a network such as {@code 192.0.2.0/24}, or one address.
     *
     * @throws IllegalArgumentException if it is none; the text does not quote it
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            InetAddress address = AddressLiteral.read(text);
            return new Network(address, address.getAddress().length * Byte.SIZE);
        }
        String prefix = text.substring(slash + 1);
        if (!PREFIX.matcher(prefix).matches()) {
            throw malformed();
        }
        return new Network(AddressLiteral.read(text.substring(0, slash)), Integer.parseInt(prefix));
    }

    /** True if the address lies in it; IPv4 and IPv6 have nothing in common. */
    public boolean contains(InetAddress address) {
        return address.getAddress().length == first.getAddress().length
                && start(address, prefix).equals(first);
    }

    /** True if every address of the other one lies in this one. */
    public boolean covers(Network other) {
        return other.prefix >= prefix && contains(other.first);
    }

    /** True if they have an address in common. */
    public boolean overlaps(Network other) {
        return covers(other) || other.covers(this);
    }

    /** The form that {@link #parse} reads, always with a prefix. */
    @Override
    public String toString() {
        return AddressLiteral.spell(first) + "/" + prefix;
    }

    private static InetAddress start(InetAddress address, int prefix) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.clamp(prefix - (long) i * Byte.SIZE, 0, Byte.SIZE);
            bytes[i] = (byte) (bytes[i] & 0xff00 >> kept);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address kept its length", e);
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "a network is an IP address, or one with a prefix, such as 192.0.2.0/24");
    }
}
