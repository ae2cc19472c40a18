package dev.keyferry.server.domain.evidence;

import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.PskVersion;
import java.util.Optional;

/**
 * What one gateway saw of one tunnel's peers.
 *
 * @param proof that a peer authenticated with a version of the key
 * @param rejection attempts of somebody who claimed the tunnel's identity; a hint, beside any proof
 */
public record KeyEvidence(Optional<Proof> proof, Optional<Rejection> rejection) {
    public static final KeyEvidence NONE = new KeyEvidence(Optional.empty(), Optional.empty());

    /** What of it is about this version. */
    public KeyEvidence of(PskVersion version) {
        return new KeyEvidence(
                proof.filter(seen -> seen.version().equals(version)),
                rejection.filter(seen ->
                        seen.target().filter(t -> t.version().equals(version)).isPresent()));
    }

    public boolean isProven() {
        return proof.isPresent();
    }

    /** A rejection takes no proof away. */
    public boolean isRejected() {
        return proof.isEmpty() && rejection.isPresent();
    }
}
