package dev.keyferry.feed.token;

import dev.keyferry.feed.id.Bytes;
import java.security.SecureRandom;

/**
 * The secret with which an operator lets one host become a gateway: it is shown once and works
 * once, for a limited time; the control plane keeps its hash only. Never prints itself.
 * Thread-safe.
 */
public final class EnrolmentToken {
    /** Stands before the random part, so that whoever looks for leaked secrets finds it. */
    public static final String PREFIX = "kfe_";

    private final TokenText text;

    private EnrolmentToken(TokenText text) {
        this.text = text;
    }

    /** A new one with 256 random bits. */
    public static EnrolmentToken random(SecureRandom random) {
        return new EnrolmentToken(TokenText.random(PREFIX, random));
    }

    /**
     * Reads what {@link #reveal} gave.
     *
     * @throws IllegalArgumentException if it cannot be such a token; the message quotes nothing
     */
    public static EnrolmentToken parse(String text) {
        return new EnrolmentToken(TokenText.parse(PREFIX, text, "an enrolment token"));
    }

    /** The form in which the control plane keeps it: its SHA-256, 32 bytes. */
    public Bytes hash() {
        return text.hash();
    }

    /** The secret itself, 68 characters of ASCII. */
    public String reveal() {
        return text.reveal();
    }

    @Override
    public String toString() {
        return "EnrolmentToken(redacted)";
    }
}
