package dev.keyferry.app.adopt;

import dev.keyferry.app.adopt.CharonId.Any;
import dev.keyferry.app.adopt.CharonId.Literal;
import dev.keyferry.app.adopt.CharonId.Unusable;
import dev.keyferry.feed.identity.AddressText;
import dev.keyferry.feed.identity.IkeIdentity;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads identities as charon does: {@code identification_create_from_string_with_regex} of
 * libstrongswan's {@code identification.c}, and that of older versions, which knew no regular
 * expressions.
 */
public final class CharonIdText {
    private static final Set<String> ANY =
            Set.of("", "%any", "%any6", "0.0.0.0", "*", "::", "0::0");

    private static final Map<String, IkeIdentity.Type> PREFIXES =
            Map.of(
                    "ipv4:", IkeIdentity.Type.IPV4,
                    "ipv6:", IkeIdentity.Type.IPV6,
                    "rfc822:", IkeIdentity.Type.EMAIL,
                    "email:", IkeIdentity.Type.EMAIL,
                    "userfqdn:", IkeIdentity.Type.EMAIL,
                    "fqdn:", IkeIdentity.Type.FQDN,
                    "dns:", IkeIdentity.Type.FQDN,
                    "asn1dn:", IkeIdentity.Type.DN,
                    "keyid:", IkeIdentity.Type.KEYID);

    private static final List<String> NETWORKS =
            List.of("ipv4net:", "ipv6net:", "ipv4range:", "ipv6range:");

    private static final List<String> OTHERS = List.of("asn1gn:", "xmppaddr:", "uri:");

    /** The numbers of RFC 7296, section 3.5. */
    private static final Map<String, IkeIdentity.Type> NUMBERS =
            Map.of(
                    "1", IkeIdentity.Type.IPV4,
                    "2", IkeIdentity.Type.FQDN,
                    "3", IkeIdentity.Type.EMAIL,
                    "5", IkeIdentity.Type.IPV6,
                    "9", IkeIdentity.Type.DN,
                    "11", IkeIdentity.Type.KEYID);

    private static final Pattern NUMBERED = Pattern.compile("\\{(\\d{1,3})}:(.*)", Pattern.DOTALL);

    private CharonIdText() {}

    /**
     * Reads one.
     *
     * @param text a character for each byte
     */
    public static CharonId read(String text) {
        return prefixed(text).or(() -> numbered(text)).orElseGet(() -> bare(text));
    }

    private static Optional<CharonId> prefixed(String text) {
        for (Map.Entry<String, IkeIdentity.Type> prefix : PREFIXES.entrySet()) {
            if (begins(text, prefix.getKey())) {
                return Optional.of(
                        typed(text, prefix.getValue(), text.substring(prefix.getKey().length())));
            }
        }
        if (NETWORKS.stream().anyMatch(prefix -> begins(text, prefix))) {
            return Optional.of(new CharonId.Pattern(text));
        }
        return OTHERS.stream().anyMatch(prefix -> begins(text, prefix))
                ? Optional.of(new Unusable(text, "it is of a type that tunnels do not have"))
                : Optional.empty();
    }

    private static Optional<CharonId> numbered(String text) {
        Matcher matcher = NUMBERED.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        IkeIdentity.Type type = NUMBERS.get(matcher.group(1));
        return Optional.of(
                type == null
                        ? new Unusable(text, "it is of a type that tunnels do not have")
                        : typed(text, type, matcher.group(2)));
    }

    private static CharonId bare(String text) {
        if (text.indexOf('=') >= 0) {
            return name(text);
        }
        if (text.indexOf('@') < 0) {
            return ANY.contains(text) ? new Any(text) : addressOrName(text);
        }
        if (text.startsWith("@#")) {
            return hex(text, IkeIdentity.Type.KEYID, text.substring(2));
        }
        if (text.startsWith("@@")) {
            return bytes(text, IkeIdentity.Type.EMAIL, text.substring(2));
        }
        return text.startsWith("@")
                ? bytes(text, IkeIdentity.Type.FQDN, text.substring(1))
                : bytes(text, IkeIdentity.Type.EMAIL, text);
    }

    private static CharonId addressOrName(String text) {
        boolean isIpv6 = text.indexOf(':') >= 0;
        Optional<InetAddress> address = AddressText.read(text);
        if (address.isPresent()) {
            return literal(
                    text,
                    isIpv6 ? IkeIdentity.Type.IPV6 : IkeIdentity.Type.IPV4,
                    address.get().getAddress());
        }
        if (isNetwork(text)) {
            return new CharonId.Pattern(text);
        }
        return bytes(text, isIpv6 ? IkeIdentity.Type.KEYID : IkeIdentity.Type.FQDN, text);
    }

    private static boolean isNetwork(String text) {
        int separator = Math.max(text.indexOf('/'), text.indexOf('-'));
        return separator > 0 && AddressText.read(text.substring(0, separator)).isPresent();
    }

    private static CharonId name(String text) {
        Optional<CharonName> name = CharonName.read(text);
        if (name.isEmpty()) {
            return bytes(text, IkeIdentity.Type.KEYID, text);
        }
        if (name.get().hasWildcard()) {
            return new CharonId.Pattern(text);
        }
        return name.get().hasDoubtfulType()
                ? new Unusable(text, "versions of charon read S and SN in it differently")
                : literal(text, IkeIdentity.Type.DN, name.get().der());
    }

    private static CharonId typed(String text, IkeIdentity.Type type, String value) {
        if (value.startsWith("#")) {
            return hex(text, type, value.substring(1));
        }
        return switch (type) {
            case KEYID, FQDN, EMAIL -> bytes(text, type, value);
            case IPV4, IPV6, DN ->
                    new Unusable(text, "charon takes the text behind the type for the bytes");
        };
    }

    private static CharonId bytes(String text, IkeIdentity.Type type, String value) {
        boolean isPattern =
                type != IkeIdentity.Type.KEYID
                        && (value.startsWith("*")
                                || (value.startsWith("^") && value.endsWith("$")));
        return isPattern
                ? new CharonId.Pattern(text)
                : literal(text, type, value.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static CharonId hex(String text, IkeIdentity.Type type, String digits) {
        return HexText.read(digits)
                .map(bytes -> decoded(text, type, bytes))
                .orElseGet(() -> new Unusable(text, "it is no hexadecimal"));
    }

    /** A wildcard is one however it is written. */
    private static CharonId decoded(String text, IkeIdentity.Type type, byte[] bytes) {
        return switch (type) {
            case KEYID, FQDN, EMAIL ->
                    bytes(text, type, new String(bytes, StandardCharsets.ISO_8859_1));
            case DN -> hasWildcard(bytes) ? new CharonId.Pattern(text) : literal(text, type, bytes);
            case IPV4, IPV6 -> literal(text, type, bytes);
        };
    }

    /** Whether a value in there is one asterisk alone, going by its length and its byte. */
    private static boolean hasWildcard(byte[] der) {
        return new String(der, StandardCharsets.ISO_8859_1).contains("\u0001*");
    }

    private static CharonId literal(String text, IkeIdentity.Type type, byte[] bytes) {
        if (bytes.length == 0 || bytes.length > IkeIdentity.MAX_BYTES) {
            return new Unusable(text, "it has not 1 to " + IkeIdentity.MAX_BYTES + " bytes");
        }
        try {
            return new Literal(text, new IkeIdentity(type, HexFormat.of().formatHex(bytes)));
        } catch (IllegalArgumentException e) {
            return new Unusable(text, "it has not the length of its type");
        }
    }

    private static boolean begins(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
