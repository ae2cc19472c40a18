package dev.keyferry.server.usecase.keys;

import dev.keyferry.feed.seal.Psk;
import java.security.SecureRandom;
import java.util.Arrays;

/** Keys that chance makes, of letters and digits, which every router takes. */
public final class RandomKey {
    /** Characters where nothing calls for more, each one of 62: 190 bits. */
    public static final int LENGTH = 32;

    /** The 0 stands last. */
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz1234567890";

    private RandomKey() {}

    /**
     * Every character is as likely as every other: the bound of nextInt leaves no bias. Only the
     * first one is never a 0, after which some routers read something else than a key.
     */
    public static Psk of(SecureRandom random, int length) {
        byte[] characters = new byte[length];
        for (int i = 0; i < length; i++) {
            int choice = i == 0 ? ALPHABET.length() - 1 : ALPHABET.length();
            characters[i] = (byte) ALPHABET.charAt(random.nextInt(choice));
        }
        Psk psk = Psk.copyOf(characters);
        Arrays.fill(characters, (byte) 0);
        return psk;
    }
}
