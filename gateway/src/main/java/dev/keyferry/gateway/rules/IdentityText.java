package dev.keyferry.gateway.rules;

import java.util.regex.Pattern;

/**
 * Reads identities as {@code list-conns} prints them: as text, without their type. Where the text
 * could mean a pattern under some type, it counts as one.
 */
final class IdentityText {
    /** Also matches what is no address; a host name of such letters is no harm here. */
    private static final Pattern ADDRESSES = Pattern.compile("[0-9a-fA-F.:]+[/-][0-9a-fA-F.:]+");

    private IdentityText() {}

    /** True if the identity equals one identity only: no wildcard, no range, no expression. */
    static boolean isLiteral(String id) {
        return !id.isEmpty()
                && !isAny(id)
                && id.indexOf('*') < 0
                // From strongSwan 6.0.2 on an identity like this is a regular expression.
                && id.charAt(0) != '^'
                && !isRange(id);
    }

    static boolean isAny(String id) {
        return id.equals("*")
                || id.startsWith("%any")
                || id.equals("0.0.0.0")
                || id.equals("::")
                || id.equals("0::0");
    }

    /** A subnet ({@code 10.0.0.0/8}) or a range ({@code 10.0.0.1-10.0.0.9}). */
    static boolean isRange(String text) {
        return ADDRESSES.matcher(text).matches();
    }
}
