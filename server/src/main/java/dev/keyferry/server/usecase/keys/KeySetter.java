package dev.keyferry.server.usecase.keys;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.UnappliedReason;
import dev.keyferry.server.usecase.keys.KeyFindings.Pointed;
import dev.keyferry.server.usecase.keys.finding.KeyAssessment;
import dev.keyferry.server.usecase.port.Effect.KeyGone;
import dev.keyferry.server.usecase.port.Effect.KeySet;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Decides about one key of one tunnel. {@link #candidate} is thread-safe; the rest is confined to
 * the writer's thread.
 */
public final class KeySetter {
    private final FingerprintKey fingerprints;
    private final Sealer sealer;

    public KeySetter(FingerprintKey fingerprints, Sealer sealer) {
        this.fingerprints = fingerprints;
        this.sealer = sealer;
    }

    public Candidate candidate(AccountId account, Psk psk) {
        return new Candidate(psk, fingerprints.of(account, psk), KeyAssessment.of(psk));
    }

    /**
     * Returns a key that comes with a tunnel, which is refused as a whole where the key is.
     *
     * @param pointer JSON pointer (RFC 6901) to the tunnel's object in the request's body
     * @throws Refusal.Invalid if no policy accepts the key
     */
    public Pointed required(AccountId account, String pointer, SentKey sent) {
        return switch (JudgedKey.of(sent, psk -> candidate(account, psk))) {
            case JudgedKey.Usable(Candidate candidate) -> new Pointed(pointer, candidate);
            case JudgedKey.Unusable(UnappliedReason reason) ->
                    throw new Refusal.Invalid(pointer + "/psk", reason.sentence());
        };
    }

    /** Returns the key's record, or nothing where the tunnel has this very key already. */
    public Optional<KeySet> set(
            Group group, Account account, TunnelKey tunnel, Candidate key, Revision revision) {
        return holds(tunnel, key)
                ? Optional.empty()
                : Optional.of(anew(group, account, tunnel, key, revision));
    }

    /** True if this very key is the tunnel's present one. */
    public boolean holds(TunnelKey tunnel, Candidate key) {
        return tunnel.held()
                .filter(held -> isSame(held.fingerprint(), key.fingerprint()))
                .isPresent();
    }

    /** Returns the key's record, whatever key the tunnel has. */
    public KeySet anew(
            Group group, Account account, TunnelKey tunnel, Candidate key, Revision revision) {
        return sealer.set(group, account, tunnel, revision, key.psk(), key.fingerprint());
    }

    /** Returns the record of the key's end, or nothing where the tunnel has no key. */
    public Optional<KeyGone> end(
            Group group, Account account, TunnelKey tunnel, Revision revision) {
        return tunnel.held().map(held -> sealer.gone(group, account, tunnel, revision));
    }

    private static boolean isSame(Fingerprint a, Fingerprint b) {
        return MessageDigest.isEqual(a.value().toArray(), b.value().toArray());
    }
}
