package dev.keyferry.server.domain.tunnel;

import dev.keyferry.server.domain.address.IpAddress;

/**
 * The IPv6 address of the edge's side within a tunnel: the first address of a /127 (RFC 6164), held
 * in one spelling (RFC 5952).
 *
 * @param value such as {@code 2001:db8::1:200/127}
 */
public record InterfaceAddress6(String value) {
    private static final String LENGTH = "/127";

    public InterfaceAddress6 {
        if (!value.endsWith(LENGTH)) {
            throw refused();
        }
        IpAddress address = new IpAddress(value.substring(0, value.length() - LENGTH.length()));
        if (address.isIpv4() || (address.bytes()[15] & 1) != 0) {
            throw refused();
        }
        value = address + LENGTH;
    }

    @Override
    public String toString() {
        return value;
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "an IPv6 interface address is the first address of its /127, and ends with /127");
    }
}
