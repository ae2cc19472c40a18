package dev.keyferry.feed.enrol;

import dev.keyferry.feed.id.Bytes;
import java.security.SecureRandom;

/**
 * Makes one host the gateway that an operator named, once and within an hour. Never prints itself.
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
     * Reads what {@link #reveal} gives.
     *
     * @throws IllegalArgumentException if it has not the form of one; the message does not quote it
     */
    public static EnrolmentToken of(String text) {
        return new EnrolmentToken(TokenText.of(PREFIX, "an enrolment token", text));
    }

    /**
     * Its SHA-256, the only form in which the control plane keeps it: it has 256 random bits, so a
     * plain hash hides it.
     */
    public Bytes hash() {
        return text.hash();
    }

    /** The secret itself. */
    public String reveal() {
        return text.reveal();
    }

    @Override
    public String toString() {
        return "EnrolmentToken(redacted)";
    }
}
