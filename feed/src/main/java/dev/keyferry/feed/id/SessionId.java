package dev.keyferry.feed.id;

/**
 * Random name of one run of a gateway agent, so that reports of a former run are told apart: 32
 * lower-case hexadecimal digits.
 */
public record SessionId(String value) implements Comparable<SessionId> {
    public static final int DIGITS = 32;

    public SessionId {
        Hex.require(value, DIGITS, "a session id");
    }

    @Override
    public int compareTo(SessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
