package dev.keyferry.feed.id;

import java.util.regex.Pattern;

/**
 * Names an edge, a set of gateways that end the same addresses: 1 to 63 lower-case letters, digits
 * and inner hyphens.
 */
public record EdgeId(String value) implements Comparable<EdgeId> {
    public static final int MAX_LENGTH = 63;

    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Takes every address that is bound to no other edge. */
    public static final EdgeId DEFAULT = new EdgeId("default");

    public EdgeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an edge name has 1 to 63 lower-case letters, digits and inner hyphens");
        }
    }

    @Override
    public int compareTo(EdgeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
