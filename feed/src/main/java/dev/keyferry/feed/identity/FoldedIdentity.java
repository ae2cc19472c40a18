package dev.keyferry.feed.identity;

import dev.keyferry.feed.id.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An identity as a charon compares it: two identities with one folded form are one identity. It may
 * also fold together a few that a charon tells apart, never the other way round.
 *
 * @param value key ids and addresses literally; names of hosts and users in lower case;
 *     distinguished names in lower case and without the kinds of their strings, because charon
 *     compares printable strings so
 */
public record FoldedIdentity(IkeIdentity.Type type, Bytes value) {
    public static FoldedIdentity of(IkeIdentity identity) {
        byte[] bytes = identity.bytes();
        Bytes folded =
                switch (identity.type()) {
                    case KEYID, IPV4, IPV6 -> Bytes.copyOf(bytes);
                    case FQDN, EMAIL -> Bytes.copyOf(lowerCase(bytes));
                    case DN -> name(bytes);
                };
        return new FoldedIdentity(identity.type(), folded);
    }

    /** A name that cannot be read is compared literally, by charon too. */
    private static Bytes name(byte[] der) {
        try {
            return DistinguishedName.read(der).folded();
        } catch (IllegalArgumentException e) {
            return Bytes.copyOf(der);
        }
    }

    static byte[] lowerCase(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
