package dev.keyferry.feed.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An identity as a charon prints that of a peer in events and lists: as text, without its type. Two
 * identities with one printed form are one here, because nobody could tell whose an SA is. This
 * makes one of all that a charon itself takes for one, and of more: of a key id and an FQDN of the
 * same text, of an address and its text, of what differs in bytes that cannot be printed, and of
 * distinguished names that have the same values under other types of attributes.
 *
 * @param text in lower case; addresses in one notation, types of attributes left out
 */
public record PrintedIdentity(String text) {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    /** charon prints a key id as long as a SHA-1 hash in hexadecimal even if it is text. */
    private static final Pattern TWENTY_BYTES = Pattern.compile("[0-9a-f]{2}(?::[0-9a-f]{2}){19}");

    /** The type of an attribute, whose short name is a matter of charon's version. */
    private static final Pattern ATTRIBUTE_TYPE = Pattern.compile("(^|, )[^,=]*=");

    /** The form in which a charon prints this identity. */
    public static PrintedIdentity of(IkeIdentity identity) {
        byte[] bytes = identity.bytes();
        return switch (identity.type()) {
            case IPV4, IPV6 -> read(address(bytes));
            case KEYID -> read(isPrintable(bytes) ? printable(bytes) : COLONS.formatHex(bytes));
            case FQDN, EMAIL -> read(printable(bytes));
            case DN -> read(name(bytes));
        };
    }

    /** What stands for an identity that a charon prints so. */
    public static PrintedIdentity read(String printed) {
        String text = plain(printed.toLowerCase(Locale.ROOT));
        Optional<InetAddress> address = AddressText.read(text);
        return new PrintedIdentity(
                address.isPresent()
                        ? address.get().getHostAddress()
                        : ATTRIBUTE_TYPE.matcher(text).replaceAll("$1="));
    }

    private static String plain(String text) {
        if (!TWENTY_BYTES.matcher(text).matches()) {
            return text;
        }
        byte[] bytes = COLONS.parseHex(text);
        return isPrintable(bytes) ? printable(bytes).toLowerCase(Locale.ROOT) : text;
    }

    private static String address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an identity of an address has its length", e);
        }
    }

    /** A name that cannot be read is nobody's; the form of its bytes is no other's either. */
    private static String name(byte[] der) {
        try {
            return DistinguishedName.read(der).attributes().stream()
                    .map(attribute -> "=" + printable(attribute.value().toArray()))
                    .collect(Collectors.joining(", "));
        } catch (IllegalArgumentException e) {
            return "der " + COLONS.formatHex(der);
        }
    }

    /** What cannot be printed charon prints as a question mark. */
    private static String printable(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            text.append(isPrintable(b) ? (char) b : '?');
        }
        return text.toString();
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
