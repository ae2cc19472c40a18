package dev.keyferry.feed.evidence;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import java.time.Instant;
import java.util.Optional;

/**
 * Attempts of somebody who claimed an identity and did not get in. It is evidence of attempts, not
 * of who made them.
 *
 * @param identity what was claimed, as the charon printed it, cut at {@value #MAX_IDENTITY_BYTES}
 *     bytes; a stranger's choice. Empty where several are counted together
 * @param target the tunnel that has this identity; empty where none has
 * @param from where the last attempt came from
 * @param first by the gateway's clock, in whole milliseconds
 * @param last likewise, not before {@code first}
 * @param count attempts from first to last, at least 1; it only grows within one session
 */
public record Rejection(
        Bytes identity,
        Optional<Target> target,
        PeerAddress from,
        Instant first,
        Instant last,
        long count,
        Hint hint) {
    public static final int MAX_IDENTITY_BYTES = 255;

    /**
     * Whose identity was claimed.
     *
     * @param version the tunnel's newest one on the gateway when it was claimed
     */
    public record Target(TunnelId tunnel, PskVersion version) {}

    public Rejection {
        first = EvidenceTime.of(first);
        last = EvidenceTime.of(last);
        if (identity.length() > MAX_IDENTITY_BYTES || last.isBefore(first) || count < 1) {
            throw new IllegalArgumentException(
                    "attempts have an identity of at most "
                            + MAX_IDENTITY_BYTES
                            + " bytes, a first and a last time and a count");
        }
        if (hint.isOfTunnel() != target.isPresent()) {
            throw new IllegalArgumentException("a hint is of a tunnel or of none");
        }
    }
}
