package dev.keyferry.gateway.desired;

import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.Epoch;
import java.util.List;
import java.util.Optional;

/**
 * What a cache holds, or a batch for it.
 *
 * @param held one for each tunnel
 */
public record CacheContent(Position position, List<Held> held) {
    public CacheContent {
        held = List.copyOf(held);
    }

    /** The history that it is of; empty if there is nothing. */
    Optional<Epoch> epoch() {
        return position instanceof Position.After after
                ? Optional.of(after.epoch())
                : held.stream().findFirst().map(first -> first.record().binding().epoch());
    }
}
