package dev.keyferry.server.router;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The two addresses inside of a tunnel.
 *
 * @param gateway the gateway's, as {@code interface_address} gives it
 * @param router the other host of the same /31 or /30
 * @param prefixLength 31 or 30
 */
public record InnerAddresses(String gateway, String router, int prefixLength) {
    /** Empty where the address is none of an IPv4 /31 or /30 network. */
    public static Optional<InnerAddresses> of(String interfaceAddress) {
        int slash = interfaceAddress.indexOf('/');
        String prefix = interfaceAddress.substring(slash + 1);
        if (slash < 0 || !(prefix.equals("31") || prefix.equals("30"))) {
            return Optional.empty();
        }
        try {
            InetAddress gateway = InetAddress.ofLiteral(interfaceAddress.substring(0, slash));
            return gateway instanceof Inet4Address
                    ? Optional.of(of(gateway.getAddress(), Integer.parseInt(prefix)))
                    : Optional.empty();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The hosts of a /31 differ in the last bit (RFC 3021), those of a /30 in the last two. */
    private static InnerAddresses of(byte[] gateway, int prefixLength) throws UnknownHostException {
        byte[] router = gateway.clone();
        router[3] ^= (byte) (prefixLength == 31 ? 1 : 3);
        return new InnerAddresses(
                InetAddress.getByAddress(gateway).getHostAddress(),
                InetAddress.getByAddress(router).getHostAddress(),
                prefixLength);
    }
}
