package dev.keyferry.server.usecase.recall;

import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cache whose records were checked.
 *
 * @param counting those that a server of this deployment made, in an epoch that the store knows
 * @param objected all others
 */
record CheckedCache(HeldCache cache, List<Held> counting, List<Objected> objected) {
    record Objected(Held held, Verdict verdict) {}

    /** False where no record of several is by a server of this deployment. */
    boolean isOwn() {
        return cache.records().isEmpty()
                || !counting.isEmpty()
                || objected.stream().anyMatch(o -> o.verdict() == Verdict.UNKNOWN_EPOCH);
    }

    /** How far it tells that the epoch has come: a version takes a revision, so it was given. */
    Revision reached(Epoch epoch) {
        return Stream.concat(
                        position(epoch).stream(),
                        counting.stream()
                                .map(held -> new Revision(held.binding().version().value())))
                .max(Revision::compareTo)
                .orElse(Revision.NONE);
    }

    /** Up to where it has read the epoch, if that is the one which it follows. */
    Optional<Revision> position(Epoch epoch) {
        return cache.position() instanceof Position.After after && after.epoch().equals(epoch)
                ? Optional.of(after.after())
                : Optional.empty();
    }
}
