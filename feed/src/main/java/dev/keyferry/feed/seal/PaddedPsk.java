package dev.keyferry.feed.seal;

import java.util.Arrays;

/**
 * The plaintext of a sealed key: its length in one byte, the key, and zeros up to a multiple of
 * {@value #BLOCK_BYTES} bytes, so that a stored record does not show which tunnels have short keys.
 */
final class PaddedPsk {
    static final int BLOCK_BYTES = 64;

    private PaddedPsk() {}

    /** A secret, for the caller to wipe. */
    static byte[] of(Psk psk) {
        byte[] revealed = psk.reveal();
        byte[] padded = new byte[paddedLength(revealed.length)];
        padded[0] = (byte) revealed.length;
        System.arraycopy(revealed, 0, padded, 1, revealed.length);
        Arrays.fill(revealed, (byte) 0);
        return padded;
    }

    /**
     * Reads what {@link #of} wrote.
     *
     * @throws NotAuthentic if it is anything else
     */
    static Psk read(byte[] padded) {
        int length = padded.length == 0 ? 0 : Byte.toUnsignedInt(padded[0]);
        if (length == 0 || padded.length != paddedLength(length)) {
            throw new NotAuthentic();
        }
        for (int i = 1 + length; i < padded.length; i++) {
            if (padded[i] != 0) {
                throw new NotAuthentic();
            }
        }
        byte[] content = Arrays.copyOfRange(padded, 1, 1 + length);
        Psk psk = Psk.copyOf(content);
        Arrays.fill(content, (byte) 0);
        return psk;
    }

    private static int paddedLength(int pskLength) {
        return (pskLength / BLOCK_BYTES + 1) * BLOCK_BYTES;
    }
}
