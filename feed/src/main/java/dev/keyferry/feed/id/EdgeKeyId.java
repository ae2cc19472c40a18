package dev.keyferry.feed.id;

/**
 * Names an edge key by the first 128 bits of the SHA-256 of its raw public key: 32 lower-case
 * hexadecimal digits.
 */
public record EdgeKeyId(String value) implements Comparable<EdgeKeyId> {
    public static final int DIGITS = 32;

    public EdgeKeyId {
        Hex.require(value, DIGITS, "an edge key id");
    }

    @Override
    public int compareTo(EdgeKeyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
