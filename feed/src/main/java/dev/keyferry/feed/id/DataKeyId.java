package dev.keyferry.feed.id;

/**
 * Random name of one data key, the key that seals the PSKs of one commit group: 32 lower-case
 * hexadecimal digits.
 */
public record DataKeyId(String value) implements Comparable<DataKeyId> {
    public static final int DIGITS = 32;

    public DataKeyId {
        Hex.require(value, DIGITS, "a data key id");
    }

    @Override
    public int compareTo(DataKeyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
