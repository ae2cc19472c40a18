package dev.keyferry.server.usecase.keys;

import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.PskPolicy.Alphabet;
import dev.keyferry.server.domain.UnappliedReason;
import dev.keyferry.server.usecase.keys.finding.KeyAssessment;
import java.util.Optional;

/** Which keys are accepted, and which of those are weak. */
public final class KeyPolicy {
    /** Fewer characters are accepted and called weak. */
    public static final int STRONG_LENGTH = 16;

    /** Fewer estimated bits are accepted and called weak. */
    public static final int STRONG_BITS = 112;

    private KeyPolicy() {}

    /** Why the account's policy does not accept the key; empty if it does. */
    public static Optional<UnappliedReason> against(PskPolicy policy, KeyAssessment key) {
        if (key.shape().length() < policy.minimumLength()) {
            return Optional.of(UnappliedReason.KEY_TOO_SHORT);
        }
        if (policy.alphabet() == Alphabet.PRINTABLE && !key.shape().isPrintableAscii()) {
            return Optional.of(UnappliedReason.KEY_CHARACTERS);
        }
        return key.bits() < policy.minimumBits()
                ? Optional.of(UnappliedReason.KEY_TOO_GUESSABLE)
                : Optional.empty();
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
}
