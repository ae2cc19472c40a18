package dev.keyferry.server.domain.rights;

import java.util.regex.Pattern;

/** Name of one policy of a token, 32 lower-case hexadecimal digits. */
public record PolicyId(String value) {
    public static final int DIGITS = 32;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

    public PolicyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a policy's id must be 32 lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
