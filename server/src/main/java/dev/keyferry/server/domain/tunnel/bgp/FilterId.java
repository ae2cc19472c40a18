package dev.keyferry.server.domain.tunnel.bgp;

import java.util.regex.Pattern;

/** Names a filter of routes, wherever that is kept: 1 to 64 letters, digits and {@code ._-}. */
public record FilterId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public FilterId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a filter's id must match " + FORM);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
