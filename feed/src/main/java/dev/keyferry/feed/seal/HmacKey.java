package dev.keyferry.feed.seal;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 32 secret bytes for HMAC-SHA-256, with a header in its file that names its purpose, so that a
 * file of one kind is not taken for one of another. Thread-safe.
 */
final class HmacKey {
    static final int KEY_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] header;
    private final SecretKeySpec key;

    private HmacKey(byte[] header, byte[] key) {
        this.header = header;
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    static HmacKey generate(String purpose, SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return of(purpose, key);
    }

    /** A key of {@link #KEY_BYTES}, which are wiped. */
    static HmacKey of(String purpose, byte[] key) {
        var made = new HmacKey(header(purpose), key);
        Arrays.fill(key, (byte) 0);
        return made;
    }

    static HmacKey decode(String purpose, byte[] encoded) {
        byte[] header = header(purpose);
        if (encoded.length != header.length + KEY_BYTES
                || !Arrays.equals(encoded, 0, header.length, header, 0, header.length)) {
            throw new IllegalArgumentException("this is not a " + purpose);
        }
        return of(purpose, Arrays.copyOfRange(encoded, header.length, encoded.length));
    }

    byte[] encode() {
        byte[] encoded = Arrays.copyOf(header, header.length + KEY_BYTES);
        byte[] secret = key.getEncoded();
        System.arraycopy(secret, 0, encoded, header.length, KEY_BYTES);
        Arrays.fill(secret, (byte) 0);
        return encoded;
    }

    byte[] mac(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    boolean isMac(byte[] message, byte[] claimed) {
        return MessageDigest.isEqual(mac(message), claimed);
    }

    private static byte[] header(String purpose) {
        return ("keyferry " + purpose + " 1\n").getBytes(StandardCharsets.US_ASCII);
    }
}
