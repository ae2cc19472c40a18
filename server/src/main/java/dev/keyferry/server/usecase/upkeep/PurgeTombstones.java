package dev.keyferry.server.usecase.upkeep;

import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.TombstonesPurged;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Forgets ended keys after a time. A gateway that slept longer reads everything again. Thread-safe.
 */
public final class PurgeTombstones {
    /** How long the end of a key is told. */
    public static final Duration KEPT = Duration.ofDays(30);

    private final Writer writer;
    private final RandomGenerator random;

    public PurgeTombstones(Writer writer, RandomGenerator random) {
        this.writer = writer;
        this.random = random;
    }

    /** Forgets all that are old enough now; writes nothing where there are none. */
    public void purge() throws InterruptedException {
        Caller server = new Caller(Actor.SERVER, Rights.ALL, "upkeep", RequestId.random(random));
        Change<Boolean> change =
                new Change<>(
                        server, Action.PURGE_TOMBSTONES, 1, Names.NOTHING, PurgeTombstones::decide);
        if (writer.preview(change)) {
            writer.write(change);
        }
    }

    private static Decision<Boolean> decide(Group group) {
        Instant before = group.now().minus(KEPT);
        return new Decision<>(
                group.hasTombstonesBefore(before), List.of(new TombstonesPurged(before)), "purged");
    }
}
