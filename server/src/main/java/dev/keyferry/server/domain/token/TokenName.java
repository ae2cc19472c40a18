package dev.keyferry.server.domain.token;

import dev.keyferry.server.domain.PlainText;

/** The name of a token, for people: 1 to {@value #MAX_LENGTH} printable characters. */
public record TokenName(String value) {
    public static final int MAX_LENGTH = 120;

    public TokenName {
        if (value.isBlank() || value.length() > MAX_LENGTH || !PlainText.isOneLine(value)) {
            throw new IllegalArgumentException(
                    "a token's name has 1 to " + MAX_LENGTH + " printable characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
