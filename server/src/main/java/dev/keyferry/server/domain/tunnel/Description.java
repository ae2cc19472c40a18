package dev.keyferry.server.domain.tunnel;

import dev.keyferry.server.domain.PlainText;

/** Free text about a tunnel, at most {@value #MAX_LENGTH} characters. */
public record Description(String value) {
    public static final int MAX_LENGTH = 1_024;

    public Description {
        if (value.length() > MAX_LENGTH || !PlainText.isText(value)) {
            throw new IllegalArgumentException(
                    "a description has at most "
                            + MAX_LENGTH
                            + " characters and no control characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
