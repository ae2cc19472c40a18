package dev.keyferry.feed.enrol;

import dev.keyferry.feed.id.Bytes;
import java.security.SecureRandom;

/**
 * Proves with each request which gateway sends it. It lies on the gateway's host only. Never prints
 * itself.
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
     * Reads what {@link #reveal} gives.
     *
     * @throws IllegalArgumentException if it has not the form of one; the message does not quote it
     */
    public static GatewayToken of(String text) {
        return new GatewayToken(TokenText.of(PREFIX, "a gateway's token", text));
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
        return "GatewayToken(redacted)";
    }
}
