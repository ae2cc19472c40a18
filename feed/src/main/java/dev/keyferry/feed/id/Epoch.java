package dev.keyferry.feed.id;

/**
 * Random name of one history of a store; a restore starts a new one, and revisions count within
 * one: 32 lower-case hexadecimal digits.
 */
public record Epoch(String value) implements Comparable<Epoch> {
    public static final int DIGITS = 32;

    public Epoch {
        Hex.require(value, DIGITS, "an epoch");
    }

    @Override
    public int compareTo(Epoch other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
