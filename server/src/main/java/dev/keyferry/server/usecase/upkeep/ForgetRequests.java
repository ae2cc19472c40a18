package dev.keyferry.server.usecase.upkeep;

import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.RequestsForgotten;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Forgets requests that need no longer be known again. Thread-safe. */
public final class ForgetRequests {
    private final Writer writer;
    private final RandomGenerator random;

    public ForgetRequests(Writer writer, RandomGenerator random) {
        this.writer = writer;
        this.random = random;
    }

    /** Forgets all that are old enough now; writes nothing where there are none. */
    public void forget() throws InterruptedException {
        Caller server = new Caller(Actor.SERVER, Rights.ALL, "upkeep", RequestId.random(random));
        Change<Boolean> change =
                new Change<>(
                        server, Action.FORGET_REQUESTS, 1, Names.NOTHING, ForgetRequests::decide);
        if (writer.preview(change)) {
            writer.write(change);
        }
    }

    private static Decision<Boolean> decide(Group group) {
        Instant upTo = group.now().minus(RememberedRequest.KEPT);
        return new Decision<>(
                group.hasRequestsUpTo(upTo), List.of(new RequestsForgotten(upTo)), "forgotten");
    }
}
