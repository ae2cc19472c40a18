package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.evidence.Attempts;
import dev.keyferry.server.domain.evidence.KeyEvidence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what gateways saw of peers, as it was last committed. Thread-safe. Every method throws
 * {@link StoreUnavailable} if the store fails.
 */
public interface Evidences {
    /** What each gateway saw of the tunnels; tunnels of which nothing was seen are left out. */
    Map<TunnelId, Map<GatewayName, KeyEvidence>> of(Collection<TunnelId> tunnels)
            throws InterruptedException;

    /** Attempts under identities of the account's tunnels, the newest first. */
    List<Attempts> attempts(AccountId account) throws InterruptedException;

    /**
     * Attempts that match no tunnel, the newest first.
     *
     * @param from from this address only; empty for all
     */
    List<Attempts> strangers(Optional<PeerAddress> from) throws InterruptedException;
}
