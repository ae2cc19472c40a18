package dev.keyferry.app.demo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Makes keys and remembers every one, so that they can be searched for. Confined to one thread. */
final class Keys {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 32;

    private final SecureRandom random = new SecureRandom();
    private final List<String> made = new ArrayList<>();

    /** A key of {@value #LENGTH} letters and digits, about 190 bits. */
    String next() {
        StringBuilder key = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        made.add(key.toString());
        return key.toString();
    }

    List<byte[]> all() {
        return made.stream().map(key -> key.getBytes(StandardCharsets.US_ASCII)).toList();
    }
}
