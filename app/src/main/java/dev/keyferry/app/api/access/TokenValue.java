package dev.keyferry.app.api.access;

import dev.keyferry.app.Failure;
import java.util.regex.Pattern;

/** What a token is used by. The API shows it once, and {@link #reveal} alone gives it out. */
public final class TokenValue {
    /** No value is longer, in bytes. */
    public static final int MAX_BYTES = 4_096;

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9._~+/-]{1," + (MAX_BYTES - 2) + "}=*");

    private final String value;

    TokenValue(String value) {
        if (value.length() > MAX_BYTES || !FORM.matcher(value).matches()) {
            throw Failure.usage("the API answered without a token's value", "check KEYFERRY_URL");
        }
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "TokenValue(redacted)";
    }
}
