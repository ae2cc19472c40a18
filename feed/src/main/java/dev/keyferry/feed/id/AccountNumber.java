package dev.keyferry.feed.id;

/**
 * The decimal number that stands for an account in IKE identities; given or assigned, never
 * derived.
 */
public record AccountNumber(long value) {
    public static final int MAX_DIGITS = 12;
    public static final long MAX = 999_999_999_999L;

    public AccountNumber {
        if (value < 1 || value > MAX) {
            throw new IllegalArgumentException("an account number must be from 1 to " + MAX);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
