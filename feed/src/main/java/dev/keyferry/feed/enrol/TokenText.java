package dev.keyferry.feed.enrol;

import dev.keyferry.feed.id.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A prefix and 256 random bits in lower-case hexadecimal digits. Never prints itself. */
final class TokenText {
    private static final int BYTES = 32;
    private static final Pattern BITS = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");

    private final String text;

    private TokenText(String text) {
        this.text = text;
    }

    static TokenText random(String prefix, SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new TokenText(prefix + HexFormat.of().formatHex(bits));
    }

    /** The message of what it throws does not quote the text. */
    static TokenText of(String prefix, String what, String text) {
        if (!text.startsWith(prefix) || !BITS.matcher(text.substring(prefix.length())).matches()) {
            throw new IllegalArgumentException(
                    what + " is " + prefix + " and " + 2 * BYTES + " hexadecimal digits");
        }
        return new TokenText(text);
    }

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

    @Override
    public String toString() {
        return "TokenText(redacted)";
    }
}
