package dev.keyferry.feed.seal;

import java.security.MessageDigest;

/**
 * A pre-shared key in memory: 1 to {@value #MAX_BYTES} bytes of any value. It never prints, does
 * not compare by content but through {@link #sameAs}, and is read through {@link #reveal} alone, so
 * that a search for that word finds every reader. Thread-safe.
 */
public final class Psk {
    public static final int MAX_BYTES = 255;

    private final byte[] content;

    private Psk(byte[] content) {
        this.content = content;
    }

    /**
     * Copies {@code content}, which stays the caller's to wipe.
     *
     * @throws IllegalArgumentException if it is empty or longer than {@value #MAX_BYTES} bytes
     */
    public static Psk copyOf(byte[] content) {
        if (content.length == 0 || content.length > MAX_BYTES) {
            throw new IllegalArgumentException("a PSK has 1 to " + MAX_BYTES + " bytes");
        }
        return new Psk(content.clone());
    }

    /** Number of bytes. */
    public int length() {
        return content.length;
    }

    /** Returns a copy, which the caller wipes as soon as it has been used. */
    public byte[] reveal() {
        return content.clone();
    }

    /** Compares the content, in a time that does not depend on where the two differ. */
    public boolean sameAs(Psk other) {
        return MessageDigest.isEqual(content, other.content);
    }

    @Override
    public String toString() {
        return "Psk(redacted)";
    }
}
