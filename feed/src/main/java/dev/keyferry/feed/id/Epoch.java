package dev.keyferry.feed.id;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Random name of one history of a store; a restore starts a new one, and revisions count within
 * one: 32 lower-case hexadecimal digits.
 */
public record Epoch(String value) implements Comparable<Epoch> {
    public static final int DIGITS = 32;

    public Epoch {
        Hex.require(value, DIGITS, "an epoch");
    }

    public static Epoch random(RandomGenerator random) {
        byte[] bytes = new byte[DIGITS / 2];
        random.nextBytes(bytes);
        return new Epoch(HexFormat.of().formatHex(bytes));
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
