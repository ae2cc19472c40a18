package dev.keyferry.server.console.session;

import dev.keyferry.feed.id.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** A secret of 256 random bits that a browser brings back. Never prints itself. Immutable. */
public final class Ticket {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String text;

    private Ticket(String text) {
        this.text = text;
    }

    public static Ticket random(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new Ticket(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** What a browser sent, whether or not it is a ticket. */
    public static Ticket sent(String text) {
        return new Ticket(text);
    }

    /** True if a text is like a ticket. */
    public static boolean isLikeOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** Compares in a time that tells nothing of where the two differ. */
    public boolean isSame(Ticket other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }

    /** The form in which it is remembered: it has 256 random bits, so a plain SHA-256 hides it. */
    Bytes hash() {
        try {
            return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The secret itself, for a cookie or a form. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "Ticket(redacted)";
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
