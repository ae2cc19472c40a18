package dev.keyferry.e2e.marker;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** What every key of a run has in it, and nothing else in the world. Thread-safe. */
final class Marker {
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** Half of it is long enough not to be found by chance. */
    private static final int LENGTH = 24;

    private final String text;
    private final AtomicInteger keys = new AtomicInteger();

    Marker() {
        SecureRandom random = new SecureRandom();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        this.text = letters.toString();
    }

    /**
     * A key that no policy refuses, another one every time. It is no name, because of its
     * exclamation mark, and has at most 32 characters.
     */
    String key() {
        return text + "!" + keys.incrementAndGet();
    }

    /** What all keys have in common. */
    String text() {
        return text;
    }

    /** Finds the marker, and either half of it, for a part of a key is no better than all of it. */
    MarkerSearch search() {
        return MarkerSearch.of(text, text.substring(0, LENGTH / 2), text.substring(LENGTH / 2));
    }

    /** How JSON may write the same text without a single letter of it. */
    static String escaped(String text) {
        StringBuilder escapes = new StringBuilder();
        text.chars().forEach(letter -> escapes.append("\\u%04x".formatted(letter)));
        return escapes.toString();
    }

    /** How a URL may write the same text without a single letter of it. */
    static String percentEncoded(String text) {
        StringBuilder escapes = new StringBuilder();
        for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
            escapes.append("%%%02X".formatted(letter));
        }
        return escapes.toString();
    }
}
