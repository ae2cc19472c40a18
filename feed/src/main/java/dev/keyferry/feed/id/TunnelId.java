package dev.keyferry.feed.id;

/** Names one IPsec tunnel: 32 lower-case hexadecimal digits. */
public record TunnelId(String value) implements Comparable<TunnelId> {
    public static final int DIGITS = 32;

    public TunnelId {
        Hex.require(value, DIGITS, "a tunnel id");
    }

    @Override
    public int compareTo(TunnelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
