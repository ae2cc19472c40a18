package dev.keyferry.gateway.watch;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.identity.AddressText;
import dev.keyferry.feed.identity.DistinguishedName;
import dev.keyferry.feed.identity.IkeIdentity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** An identity as a charon prints that of a peer: without its type. */
public sealed interface PeerName {
    /** Whatever is printed as text: two identities that are printed alike are one here. */
    record Text(String normal) implements PeerName {}

    /** A distinguished name, which has no one form in print. */
    record Name(Bytes folded) implements PeerName {}

    /** Empty for a distinguished name that cannot be read. */
    static Optional<PeerName> of(IkeIdentity identity) {
        byte[] bytes = identity.bytes();
        return switch (identity.type()) {
            case IPV4, IPV6 -> Optional.of(new Text(address(bytes)));
            case KEYID ->
                    Optional.of(
                            isPrintable(bytes)
                                    ? text(bytes)
                                    : new Text(HexFormat.ofDelimiter(":").formatHex(bytes)));
            case FQDN, EMAIL -> Optional.of(text(bytes));
            case DN -> name(bytes).map(DistinguishedName::folded).map(Name::new);
        };
    }

    static Text text(String printed) {
        return new Text(
                AddressText.read(printed)
                        .map(InetAddress::getHostAddress)
                        .orElseGet(() -> printed.toLowerCase(Locale.ROOT)));
    }

    /** The same text read as a distinguished name, if it can be one. */
    static Optional<Name> name(String printed) {
        try {
            // charon prints the first attribute first, RFC 2253 the last.
            return name(new X500Principal(printed).getEncoded())
                    .map(DistinguishedName::reversed)
                    .map(DistinguishedName::folded)
                    .map(Name::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<DistinguishedName> name(byte[] der) {
        try {
            return Optional.of(DistinguishedName.read(der));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an identity of an address has its length", e);
        }
    }

    /** What cannot be printed charon prints as a question mark. */
    private static Text text(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            text.append(isPrintable(b) ? (char) b : '?');
        }
        return text(text.toString());
    }

    private static boolean isPrintable(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .chars()
                .allMatch(c -> isPrintable((byte) c));
    }

    private static boolean isPrintable(byte b) {
        return b >= ' ' && b <= '~';
    }
}
