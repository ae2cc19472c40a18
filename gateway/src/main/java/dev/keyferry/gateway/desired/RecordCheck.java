package dev.keyferry.gateway.desired;

import dev.keyferry.feed.EdgeId;
import dev.keyferry.feed.Epoch;
import dev.keyferry.feed.GeneratedIdentities;
import dev.keyferry.feed.IkeDomain;
import dev.keyferry.feed.IkeIdentity;
import dev.keyferry.feed.KeyBinding;
import dev.keyferry.feed.TunnelRecord;
import dev.keyferry.feed.seal.NotAuthentic;
import dev.keyferry.feed.seal.Opener;
import java.util.List;
import java.util.Optional;

/**
 * Tells genuine records of this edge from others. The identities are derived here once more, so
 * that not even a genuine MAC can give a key to another tunnel's identities. Thread-safe.
 */
public record RecordCheck(EdgeId edge, IkeDomain domain, Opener opener) {
    /**
     * Returns why the record does not count, as one sentence; empty if it does.
     *
     * @param epoch the history in which the record came
     */
    Optional<String> objection(TunnelRecord record, Epoch epoch) {
        KeyBinding binding = record.binding();
        if (!isGenuine(record)) {
            return Optional.of("its MAC is not of this edge's record key");
        }
        if (!binding.edge().equals(edge) || !binding.epoch().equals(epoch)) {
            return Optional.of("it belongs to another edge or another history");
        }
        return binding.identities().equals(generated(binding))
                ? Optional.empty()
                : Optional.of("its identities are not those of the tunnel");
    }

    private boolean isGenuine(TunnelRecord record) {
        try {
            opener.check(record);
            return true;
        } catch (NotAuthentic e) {
            return false;
        }
    }

    private List<IkeIdentity> generated(KeyBinding binding) {
        return GeneratedIdentities.of(binding.number(), binding.tunnel(), domain).all();
    }
}
