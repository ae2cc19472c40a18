package dev.keyferry.server.store.copy;

import dev.keyferry.feed.id.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Counts and digests rows in a form that does not depend on the engine. Confined to one thread. */
final class Rows {
    private static final byte NULL = 0;
    private static final byte NUMBER = 1;
    private static final byte TEXT = 2;
    private static final byte BYTES = 3;

    private final MessageDigest digest;
    private long count;

    Rows() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The value as every engine takes it: a long, text, bytes or nothing. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> number.longValue();
            case Long number -> number;
            case String text -> text;
            case byte[] bytes -> bytes;
            default ->
                    throw new IllegalStateException(
                            "a store has no values of " + value.getClass().getName());
        };
    }

    void begin() {
        count++;
    }

    /** Takes the next plain value of the present row. */
    void add(@Nullable Object value) {
        switch (value) {
            case Long number ->
                    put(NUMBER, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
            case String text -> put(TEXT, text.getBytes(StandardCharsets.UTF_8));
            case byte[] bytes -> put(BYTES, bytes);
            case null, default -> put(NULL, new byte[0]);
        }
    }

    /** What was taken; nothing may be taken after it. */
    CopiedTable of(String table) {
        return new CopiedTable(table, count, Bytes.copyOf(digest.digest()));
    }

    private void put(byte kind, byte[] value) {
        digest.update(kind);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        digest.update(value);
    }
}
