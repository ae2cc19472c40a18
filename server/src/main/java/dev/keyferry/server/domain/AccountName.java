package dev.keyferry.server.domain;

/** The name of an account, for people: 1 to {@value #MAX_LENGTH} printable characters. */
public record AccountName(String value) {
    public static final int MAX_LENGTH = 100;

    public AccountName {
        if (value.isBlank() || value.length() > MAX_LENGTH || !PlainText.isOneLine(value)) {
            throw new IllegalArgumentException(
                    "an account's name has 1 to " + MAX_LENGTH + " printable characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
