package dev.keyferry.feed.seal;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Collects a secret of unknown length, and wipes each array that it leaves. Confined to one thread.
 */
public final class SecretBuffer extends OutputStream {
    private static final int FIRST = 1024;

    private byte[] bytes = new byte[FIRST];
    private int length;

    @Override
    public void write(int b) {
        grow(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int count) {
        grow(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /**
     * What was written; the buffer is empty then.
     *
     * @return a secret, for the caller to wipe
     */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        Arrays.fill(bytes, (byte) 0);
        length = 0;
        return taken;
    }

    /** The array that is in use. */
    byte[] array() {
        return bytes;
    }

    private void grow(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            byte[] former = bytes;
            bytes = Arrays.copyOf(former, Math.max(needed, Math.multiplyExact(2, former.length)));
            Arrays.fill(former, (byte) 0);
        }
    }
}
