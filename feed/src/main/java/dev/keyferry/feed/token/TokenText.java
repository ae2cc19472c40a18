package dev.keyferry.feed.token;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Hex;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** 256 random bits in hexadecimal behind a prefix that tells what they are for. Thread-safe. */
final class TokenText {
    private static final int RANDOM_BYTES = 32;

    private final String text;

    private TokenText(String text) {
        this.text = text;
    }

    static TokenText random(String prefix, SecureRandom random) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        return new TokenText(prefix + Hex.of(bits));
    }

    /** Refuses what cannot be such a text, without quoting it. */
    static TokenText parse(String prefix, String text, String what) {
        if (!text.startsWith(prefix)
                || text.length() != prefix.length() + 2 * RANDOM_BYTES
                || !Hex.isLowerCaseHex(text.substring(prefix.length()))) {
            throw new IllegalArgumentException(
                    what
                            + " is "
                            + prefix
                            + " and "
                            + 2 * RANDOM_BYTES
                            + " lower-case hexadecimal digits");
        }
        return new TokenText(text);
    }

    /** It has 256 random bits, so a plain SHA-256 hides it. */
    Bytes hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Bytes.copyOf(sha256.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String reveal() {
        return text;
    }
}
