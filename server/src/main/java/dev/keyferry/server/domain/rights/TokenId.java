package dev.keyferry.server.domain.rights;

import java.util.regex.Pattern;

/** Name of an API token, 32 lower-case hexadecimal digits; no secret. */
public record TokenId(String value) {
    public static final int DIGITS = 32;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

    public TokenId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a token's id must be 32 lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
