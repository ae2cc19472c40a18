package dev.keyferry.server.domain.token;

import dev.keyferry.feed.id.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of a token, which its holder sends with each request. It is shown once and kept as its
 * hash only. Never prints itself.
 */
public final class TokenValue {
    /** Stands before the random part, so that whoever looks for leaked secrets finds it. */
    public static final String PREFIX = "kf_";

    private static final int BYTES = 32;

    private final String text;

    private TokenValue(String text) {
        this.text = text;
    }

    /** A new one with 256 random bits. */
    public static TokenValue random(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new TokenValue(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** What a caller sent, whether or not it is the value of a token. */
    public static TokenValue sent(String text) {
        return new TokenValue(text);
    }

    /** The form in which it is kept: it has 256 random bits, so a plain SHA-256 hides it. */
    public Bytes hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Bytes.copyOf(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The secret itself, for the one answer that shows it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "TokenValue(redacted)";
    }
}
