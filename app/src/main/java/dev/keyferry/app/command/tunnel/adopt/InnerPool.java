package dev.keyferry.app.command.tunnel.adopt;

import dev.keyferry.app.Failure;
import dev.keyferry.feed.identity.AddressText;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Gives tunnels addresses inside of them, which the API asks for and the operator's connections
 * know nothing of: networks of two addresses from a larger one. Confined to one thread.
 */
final class InnerPool {
    static final String DEFAULT = "169.254.240.0/20";

    private static final int ADDRESS_BITS = 32;
    private static final int LONGEST = 30;
    private static final int SHORTEST = 8;

    private final long end;
    private final Set<Long> taken = new HashSet<>();
    private long next;

    private InnerPool(long first, long end) {
        this.next = first;
        this.end = end;
    }

    /** The pool that an option names; whether tunnels may have its addresses, the API says. */
    static InnerPool of(String network) {
        int slash = network.indexOf('/');
        Optional<Long> address = slash < 0 ? Optional.empty() : number(network.substring(0, slash));
        String bits = network.substring(slash + 1);
        if (address.isEmpty() || !bits.matches("\\d{1,2}")) {
            throw malformed();
        }
        int length = Integer.parseInt(bits);
        if (length < SHORTEST || length > LONGEST) {
            throw malformed();
        }
        long size = 1L << (ADDRESS_BITS - length);
        long first = address.get() & -size;
        return new InnerPool(first, first + size);
    }

    /** Leaves an address out, with its network. */
    void take(String interfaceAddress) {
        int slash = interfaceAddress.indexOf('/');
        number(slash < 0 ? interfaceAddress : interfaceAddress.substring(0, slash))
                .ifPresent(address -> taken.add(address >> 1));
    }

    String next() {
        while (taken.contains(next >> 1)) {
            next += 2;
        }
        if (next >= end) {
            throw Failure.usage(
                    "the network of --inner-pool has no address left",
                    "name a larger one, such as --inner-pool 172.16.0.0/12");
        }
        String address =
                (next >> 24)
                        + "."
                        + ((next >> 16) & 255)
                        + "."
                        + ((next >> 8) & 255)
                        + "."
                        + (next & 255);
        next += 2;
        return address + "/31";
    }

    private static Optional<Long> number(String text) {
        Optional<InetAddress> address =
                AddressText.read(text).filter(Inet4Address.class::isInstance);
        return address.map(found -> {
            long number = 0;
            for (byte part : found.getAddress()) {
                number = (number << Byte.SIZE) | (part & 255);
            }
            return number;
        });
    }

    private static Failure malformed() {
        return Failure.usage(
                "--inner-pool is no IPv4 network of /8 to /30", "give one such as " + DEFAULT);
    }
}
