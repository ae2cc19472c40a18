package dev.keyferry.feed.evidence;

import dev.keyferry.feed.id.Bytes;

/**
 * The address that a peer was seen at.
 *
 * @param value 4 bytes of an IPv4 address or 16 of an IPv6 address, in network order
 */
public record PeerAddress(Bytes value) {
    public static final int IPV4_BYTES = 4;
    public static final int IPV6_BYTES = 16;

    public PeerAddress {
        if (value.length() != IPV4_BYTES && value.length() != IPV6_BYTES) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes");
        }
    }
}
