package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 over a list of values, each with its length before it, so that no two lists look alike.
 * Confined to one thread.
 */
public final class Digest {
    private final MessageDigest sha256;

    public Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public Digest put(long value) {
        return put(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    public Digest put(String value) {
        return put(value.getBytes(StandardCharsets.UTF_8));
    }

    public Digest put(Bytes value) {
        return put(value.toArray());
    }

    public Digest put(byte[] value) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        sha256.update(value);
        return this;
    }

    public Bytes result() {
        return Bytes.copyOf(sha256.digest());
    }
}
