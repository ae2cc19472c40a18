package dev.keyferry.feed.id;

import java.util.regex.Pattern;

/**
 * Names a gateway, one host with a charon and an agent, within the whole deployment: 1 to 63
 * lower-case letters, digits and inner hyphens.
 */
public record GatewayName(String value) implements Comparable<GatewayName> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** The gateway in the process of the server. */
    public static final GatewayName LOCAL = new GatewayName("local");

    public GatewayName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a gateway name has 1 to 63 lower-case letters, digits and inner hyphens");
        }
    }

    @Override
    public int compareTo(GatewayName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
