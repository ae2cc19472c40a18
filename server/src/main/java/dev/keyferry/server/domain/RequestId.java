package dev.keyferry.server.domain;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Random name of one request, 32 lower-case hexadecimal digits: a change whose outcome is in doubt
 * is looked up by it.
 */
public record RequestId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public RequestId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a request id must be 32 lower-case hexadecimal digits");
        }
    }

    public static RequestId random(RandomGenerator random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new RequestId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
