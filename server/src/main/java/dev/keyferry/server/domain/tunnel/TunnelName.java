package dev.keyferry.server.domain.tunnel;

import java.util.regex.Pattern;

/**
 * The name of a tunnel, unique within its account: at most {@value #MAX_LENGTH} letters, digits,
 * dots, underscores and hyphens, of which the first is a letter or digit; never in the form of a
 * tunnel id, so that a tunnel can be named by either.
 */
public record TunnelName(String value) {
    public static final int MAX_LENGTH = 255;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern TUNNEL_ID = Pattern.compile("[0-9A-Fa-f]{32}");

    public TunnelName {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a tunnel's name has at most 255 letters, digits, dots, underscores and hyphens,"
                            + " and begins with a letter or digit");
        }
        if (TUNNEL_ID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a tunnel's name must not be 32 hexadecimal digits: that is the form of an id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
