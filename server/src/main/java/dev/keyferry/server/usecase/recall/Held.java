package dev.keyferry.server.usecase.recall;

import dev.keyferry.feed.History;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.SealedDataKey;
import java.util.Comparator;
import java.util.Optional;

/** One record of one cache. */
public record Held(HeldCache cache, HeldRecord held) {
    /**
     * The order in which records of a tunnel supersede each other. A gateway that read an epoch
     * holds what that epoch showed it, so where the gateway stands comes before the epoch in which
     * the key was given. A key that ended at its own version, as a gateway writes it of what it was
     * shown no more, comes after the key; the same key at a later revision was sealed anew.
     */
    static Comparator<Held> newest(History history) {
        return Comparator.comparingInt((Held held) -> held.standing(history))
                .thenComparingInt(held -> history.rank(held.binding().epoch()))
                .thenComparing(held -> held.binding().version())
                .thenComparing(held -> !held.held().isKey())
                .thenComparing(held -> held.held().record().revision());
    }

    KeyBinding binding() {
        return held.record().binding();
    }

    /** The edge key to which it is sealed; empty where it has no key. */
    Optional<EdgeKeyId> edgeKey() {
        return held.dataKey().map(SealedDataKey::edgeKey);
    }

    /** The place in the history of the latest epoch of which the record tells. */
    int standing(History history) {
        int own = history.rank(binding().epoch());
        return switch (cache.position()) {
            case Position.Start _ -> own;
            case Position.After after -> Math.max(own, history.rank(after.epoch()));
        };
    }
}
