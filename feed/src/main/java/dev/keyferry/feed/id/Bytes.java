package dev.keyferry.feed.id;

import java.util.Arrays;

/**
 * Immutable bytes with value equality. Not for secrets: equality takes time that depends on the
 * content.
 */
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes copyOf(byte[] content) {
        return new Bytes(content.clone());
    }

    public static Bytes ofHex(String hex) {
        return new Bytes(Hex.parse(hex));
    }

    public int length() {
        return content.length;
    }

    /** Returns a copy. */
    public byte[] toArray() {
        return content.clone();
    }

    public String hex() {
        return Hex.of(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Tells the length only. */
    @Override
    public String toString() {
        return "Bytes(" + content.length + ")";
    }
}
