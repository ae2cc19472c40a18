package dev.keyferry.feed.identity;

import dev.keyferry.feed.id.Hex;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One IKE identity of a peer (RFC 7296, section 3.5): a type and the literal bytes, held as
 * lower-case hexadecimal so that no character of it can ever be taken for a wildcard or another
 * syntax.
 *
 * @param hex the identity's bytes, 1 to {@value #MAX_BYTES} of them; 4 of an IPv4 address, 16 of an
 *     IPv6 address
 */
public record IkeIdentity(Type type, String hex) implements Comparable<IkeIdentity> {
    /**
     * charon cuts a longer owner at 255 characters of {@code <type>:#<hex>} and would then match
     * another identity.
     */
    public static final int MAX_BYTES = 120;

    /** Identity types, by their names in swanctl.conf. */
    public enum Type {
        KEYID,
        FQDN,
        EMAIL,
        IPV4,
        IPV6,
        DN;

        /** The name of the type in an owner that charon reads. */
        public String charonName() {
            return this == DN ? "asn1dn" : name().toLowerCase(Locale.ROOT);
        }
    }

    public IkeIdentity {
        if (hex.isEmpty()
                || hex.length() % 2 != 0
                || hex.length() > 2 * MAX_BYTES
                || !Hex.isLowerCaseHex(hex)) {
            throw new IllegalArgumentException(
                    "an IKE identity has 1 to " + MAX_BYTES + " bytes in lower-case hexadecimal");
        }
        if (!fits(type, hex.length() / 2)) {
            throw new IllegalArgumentException("an IKE identity of an address has its length");
        }
    }

    /** An identity whose bytes are the ASCII characters of {@code text}. */
    public static IkeIdentity ofText(Type type, String text) {
        if (!isAscii(text)) {
            throw new IllegalArgumentException("an IKE identity's text is ASCII");
        }
        return new IkeIdentity(type, Hex.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    public byte[] bytes() {
        return Hex.parse(hex);
    }

    @Override
    public int compareTo(IkeIdentity other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : hex.compareTo(other.hex);
    }

    private static boolean fits(Type type, int bytes) {
        return switch (type) {
            case IPV4 -> bytes == 4;
            case IPV6 -> bytes == 16;
            case KEYID, FQDN, EMAIL, DN -> true;
        };
    }
}
