package dev.keyferry.gateway.watch;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.identity.AddressText;
import dev.keyferry.feed.identity.DistinguishedName;
import dev.keyferry.feed.identity.IkeIdentity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Identities as a charon prints those of its peers: without their type. Two identities that it
 * prints alike are one here. Confined to one thread.
 */
final class PeerNames {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private final Set<String> texts = new HashSet<>();
    private final Set<Bytes> names = new HashSet<>();

    void add(IkeIdentity identity) {
        byte[] bytes = identity.bytes();
        switch (identity.type()) {
            case IPV4, IPV6 -> texts.add(address(bytes));
            case KEYID -> texts.add(isPrintable(bytes) ? text(bytes) : COLONS.formatHex(bytes));
            case FQDN, EMAIL -> texts.add(text(bytes));
            case DN -> name(bytes).map(DistinguishedName::folded).ifPresent(names::add);
        }
    }

    /** True if a peer that is printed so has one of the identities. */
    boolean has(String printed) {
        return texts.contains(normal(printed))
                || (!names.isEmpty() && nameIn(printed).filter(names::contains).isPresent());
    }

    /** charon prints the first attribute first, RFC 2253 the last. */
    private static Optional<Bytes> nameIn(String printed) {
        try {
            return name(new X500Principal(printed).getEncoded())
                    .map(DistinguishedName::reversed)
                    .map(DistinguishedName::folded);
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

    private static String normal(String printed) {
        return AddressText.read(printed)
                .map(InetAddress::getHostAddress)
                .orElseGet(() -> printed.toLowerCase(Locale.ROOT));
    }

    private static String address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an identity of an address has its length", e);
        }
    }

    /** What cannot be printed charon prints as a question mark. */
    private static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            text.append(isPrintable(b) ? (char) b : '?');
        }
        return normal(text.toString());
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
