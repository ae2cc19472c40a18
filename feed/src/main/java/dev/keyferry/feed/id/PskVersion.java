package dev.keyferry.feed.id;

/**
 * Counts the changes of a tunnel's key, from 1. It only grows: setting a key takes the next
 * version, and so does removing one, so that of two records of a tunnel the one with the higher
 * version is the newer.
 */
public record PskVersion(long value) implements Comparable<PskVersion> {
    public static final PskVersion FIRST = new PskVersion(1);

    public PskVersion {
        if (value < 1) {
            throw new IllegalArgumentException("a PSK version is at least 1");
        }
    }

    public PskVersion next() {
        return new PskVersion(Math.addExact(value, 1));
    }

    public boolean isAfter(PskVersion other) {
        return value > other.value;
    }

    @Override
    public int compareTo(PskVersion other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
