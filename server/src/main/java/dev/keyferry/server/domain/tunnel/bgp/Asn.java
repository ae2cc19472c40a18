package dev.keyferry.server.domain.tunnel.bgp;

/**
 * Names an autonomous system.
 *
 * @param value 0 to {@value Integer#MAX_VALUE}: the public schema has 31 of the 32 bits of RFC 6793
 */
public record Asn(long value) {
    public Asn {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "an autonomous system's number is 0 to " + Integer.MAX_VALUE);
        }
    }
}
