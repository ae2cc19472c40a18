package dev.keyferry.e2e.parts;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Keys that no run ever sees twice. */
public final class Keys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Keys() {}

    public static String fresh() {
        byte[] bytes = new byte[20];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
