package dev.keyferry.server.domain.identity;

import dev.keyferry.feed.identity.DistinguishedName;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.address.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * How an explicit identity stands in the API: the name of its type, and its value as text or, for
 * every type, as {@code #<hex>} of its bytes. An address is a literal one, a distinguished name is
 * in the form of RFC 4514 (the last attribute first), all others are printable ASCII.
 */
public final class IdentityNotation {
    /** Most characters of a value; enough for the longest identity with every byte escaped. */
    public static final int MAX_LENGTH = 512;

    private static final Pattern PLAIN = Pattern.compile("[!-~](?:[ -~]*[!-~])?");
    private static final String HEX_MARK = "#";

    private IdentityNotation() {}

    /** The name of the type: {@code ipv4}, {@code ipv6}, {@code fqdn}, {@code email}, ... */
    public static String typeName(IkeIdentity.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    public static Optional<IkeIdentity.Type> type(String name) {
        return Arrays.stream(IkeIdentity.Type.values())
                .filter(type -> typeName(type).equals(name))
                .findFirst();
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if it is none of its type; the message is one sentence that
     *     quotes nothing of it
     */
    public static IkeIdentity read(IkeIdentity.Type type, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "an identity's value has 1 to " + MAX_LENGTH + " characters");
        }
        byte[] bytes = value.startsWith(HEX_MARK) ? hex(value) : text(type, value);
        if (bytes.length == 0 || bytes.length > IkeIdentity.MAX_BYTES) {
            throw refused("an identity has 1 to " + IkeIdentity.MAX_BYTES + " bytes");
        }
        IkeIdentity identity = new IkeIdentity(type, HexFormat.of().formatHex(bytes));
        if (type == IkeIdentity.Type.DN) {
            DistinguishedName.read(bytes);
        }
        return identity;
    }

    /** The value that is read as this identity: its text where it has one, else hexadecimal. */
    public static String write(IkeIdentity identity) {
        return plain(identity)
                .filter(text -> isSame(identity, text))
                .orElseGet(() -> HEX_MARK + identity.hex());
    }

    private static boolean isSame(IkeIdentity identity, String text) {
        try {
            return read(identity.type(), text).equals(identity);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> plain(IkeIdentity identity) {
        byte[] bytes = identity.bytes();
        return switch (identity.type()) {
            case IPV4, IPV6 -> address(bytes);
            case DN -> name(bytes);
            case KEYID, FQDN, EMAIL -> Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        };
    }

    private static byte[] text(IkeIdentity.Type type, String value) {
        return switch (type) {
            case IPV4, IPV6 -> address(type, value);
            case DN -> name(value);
            case KEYID, FQDN, EMAIL -> plain(value);
        };
    }

    private static byte[] hex(String value) {
        try {
            return HexFormat.of().parseHex(value, HEX_MARK.length(), value.length());
        } catch (IllegalArgumentException e) {
            throw refused("an identity's value behind # is whole bytes in hexadecimal");
        }
    }

    private static byte[] plain(String value) {
        if (!PLAIN.matcher(value).matches()) {
            throw refused(
                    "an identity's text is printable ASCII without blanks at its ends; give other"
                            + " bytes as #<hex>");
        }
        return value.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] address(IkeIdentity.Type type, String value) {
        IpAddress address = new IpAddress(value);
        if (address.isIpv4() != (type == IkeIdentity.Type.IPV4)) {
            throw refused("an identity's address is of the type that is given with it");
        }
        return address.bytes();
    }

    private static Optional<String> address(byte[] bytes) {
        try {
            return Optional.of(
                    new IpAddress(InetAddress.getByAddress(bytes).getHostAddress()).value());
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The JDK's own text would quote what was sent, so neither it nor the cause is kept. */
    private static byte[] name(String value) {
        try {
            return new X500Principal(value).getEncoded();
        } catch (IllegalArgumentException e) {
            throw refused("an identity's distinguished name is one in the form of RFC 4514");
        }
    }

    private static Optional<String> name(byte[] der) {
        try {
            return Optional.of(new X500Principal(der).getName());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static IllegalArgumentException refused(String sentence) {
        return new IllegalArgumentException(sentence);
    }
}
