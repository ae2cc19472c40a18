package dev.keyferry.feed.token;

import dev.keyferry.feed.id.Bytes;
import java.security.SecureRandom;

/**
 * The secret that a gateway sends with every poll and report. It names one gateway until that is
 * revoked; the control plane keeps its hash only. Never prints itself. Thread-safe.
 */
public final class GatewayToken {
    /** Stands before the random part, so that whoever looks for leaked secrets finds it. */
    public static final String PREFIX = "kfg_";

    private final TokenText text;

    private GatewayToken(TokenText text) {
        this.text = text;
    }

    /** A new one with 256 random bits. */
    public static GatewayToken random(SecureRandom random) {
        return new GatewayToken(TokenText.random(PREFIX, random));
    }

    /**
     * Reads what {@link #reveal} gave.
     *
     * @throws IllegalArgumentException if it cannot be such a token; the message quotes nothing
     */
    public static GatewayToken parse(String text) {
        return new GatewayToken(TokenText.parse(PREFIX, text, "a gateway token"));
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
        return "GatewayToken(redacted)";
    }
}
