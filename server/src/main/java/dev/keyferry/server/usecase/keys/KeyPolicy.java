package dev.keyferry.server.usecase.keys;

import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.UnappliedReason;
import dev.keyferry.server.usecase.keys.finding.KeyAssessment;
import java.util.Arrays;
import java.util.Optional;

/** Which keys are accepted, and what is said of those that are. */
public final class KeyPolicy {
    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = Psk.MAX_BYTES;

    /** Fewer characters are accepted and called weak. */
    public static final int STRONG_LENGTH = 16;

    /** Fewer estimated bits are accepted and called weak. */
    public static final int STRONG_BITS = 112;

    private KeyPolicy() {}

    /** Why the key is not accepted; empty if it is. */
    public static Optional<UnappliedReason> against(Psk psk) {
        if (psk.length() < MIN_LENGTH) {
            return Optional.of(UnappliedReason.KEY_TOO_SHORT);
        }
        byte[] key = psk.reveal();
        boolean isPrintable = isPrintableAscii(key);
        Arrays.fill(key, (byte) 0);
        return isPrintable ? Optional.empty() : Optional.of(UnappliedReason.KEY_CHARACTERS);
    }

    /** In one sentence, why an accepted key is weak; empty if it is not. */
    public static Optional<String> weakness(KeyAssessment key) {
        if (key.shape().length() < STRONG_LENGTH) {
            return Optional.of("the key is weak: it has fewer than 16 characters");
        }
        return key.bits() < STRONG_BITS
                ? Optional.of("the key is weak: it is easier to guess than 112 random bits")
                : Optional.empty();
    }

    private static boolean isPrintableAscii(byte[] key) {
        for (byte c : key) {
            if (c < 0x20 || c > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
