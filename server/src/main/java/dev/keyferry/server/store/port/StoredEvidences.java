package dev.keyferry.server.store.port;

import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.evidence.Attempts;
import dev.keyferry.server.domain.evidence.KeyEvidence;
import dev.keyferry.server.store.rows.evidence.AttemptRow;
import dev.keyferry.server.store.rows.evidence.KeyStateRow;
import dev.keyferry.server.usecase.port.Evidences;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of proofs and attempts. Thread-safe. */
public record StoredEvidences(ReaderPools readers) implements Evidences {
    @Override
    public Map<TunnelId, Map<GatewayName, KeyEvidence>> of(Collection<TunnelId> tunnels)
            throws InterruptedException {
        return tunnels.isEmpty()
                ? Map.of()
                : readers.of(tunnels.size())
                        .read(statements -> KeyStateRow.read(statements, tunnels));
    }

    @Override
    public List<Attempts> attempts(AccountId account) throws InterruptedException {
        return readers.many().read(statements -> KeyStateRow.attempts(statements, account));
    }

    @Override
    public List<Attempts> strangers(Optional<PeerAddress> from) throws InterruptedException {
        return readers.many().read(statements -> AttemptRow.read(statements, from));
    }
}
