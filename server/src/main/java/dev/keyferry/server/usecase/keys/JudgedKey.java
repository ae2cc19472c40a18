package dev.keyferry.server.usecase.keys;

import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.UnappliedReason;
import dev.keyferry.server.usecase.keys.KeySetter.Candidate;
import java.util.function.Function;

/** A key under the policy. */
public sealed interface JudgedKey {
    record Usable(Candidate candidate) implements JudgedKey {}

    record Unusable(UnappliedReason reason) implements JudgedKey {}

    /**
     * Judges a key as far as that goes without the store.
     *
     * @param fingerprinted makes a candidate of a key that is accepted
     */
    static JudgedKey of(SentKey key, Function<Psk, Candidate> fingerprinted) {
        return switch (key) {
            case SentKey.Empty empty -> new Unusable(UnappliedReason.KEY_TOO_SHORT);
            case SentKey.Oversized over -> new Unusable(UnappliedReason.KEY_TOO_LONG);
            case SentKey.Sized sized ->
                    KeyPolicy.against(sized.psk())
                            .<JudgedKey>map(Unusable::new)
                            .orElseGet(() -> new Usable(fingerprinted.apply(sized.psk())));
        };
    }
}
