package dev.keyferry.server.usecase.keys;

import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.UnappliedReason;
import java.util.function.Function;

/** A key, as far as it was judged. */
public sealed interface JudgedKey {
    /**
     * The same key under an account's policy. That is known in the transaction only, so that a key
     * is never judged by a policy that was changed since.
     */
    JudgedKey under(PskPolicy policy);

    record Usable(Candidate candidate) implements JudgedKey {
        @Override
        public JudgedKey under(PskPolicy policy) {
            return KeyPolicy.against(policy, candidate.assessment())
                    .<JudgedKey>map(Unusable::new)
                    .orElse(this);
        }
    }

    /** No policy accepts it, or the one that it was judged by does not. */
    record Unusable(UnappliedReason reason) implements JudgedKey {
        @Override
        public JudgedKey under(PskPolicy policy) {
            return this;
        }
    }

    /**
     * Judges a key as far as that goes without the store.
     *
     * @param assessed makes a candidate of a key that has the size of one
     */
    static JudgedKey of(SentKey key, Function<Psk, Candidate> assessed) {
        return switch (key) {
            case SentKey.Empty empty -> new Unusable(UnappliedReason.KEY_TOO_SHORT);
            case SentKey.Oversized over -> new Unusable(UnappliedReason.KEY_TOO_LONG);
            case SentKey.Sized sized -> new Usable(assessed.apply(sized.psk()));
        };
    }
}
