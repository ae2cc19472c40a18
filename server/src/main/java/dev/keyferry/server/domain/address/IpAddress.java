package dev.keyferry.server.domain.address;

import java.net.InetAddress;

/**
 * An IPv4 or IPv6 address of one host, held in one spelling, so that equal addresses are equal
 * values.
 */
public record IpAddress(String value) {
    private static final String BROADCAST = "255.255.255.255";

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if {@code value} is no literal address, or one of no host:
     *     unspecified, loopback, multicast or limited broadcast
     */
    public IpAddress {
        InetAddress address = AddressLiteral.read(value);
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isMulticastAddress()
                || value.equals(BROADCAST)) {
            throw new IllegalArgumentException(
                    "this must be the address of a host: not unspecified, loopback, multicast or"
                            + " broadcast");
        }
        value = AddressLiteral.spell(address);
    }

    public boolean isIpv4() {
        return value.indexOf(':') < 0;
    }

    /** The address's bytes, 4 or 16. */
    public byte[] bytes() {
        return AddressLiteral.read(value).getAddress();
    }

    @Override
    public String toString() {
        return value;
    }
}
