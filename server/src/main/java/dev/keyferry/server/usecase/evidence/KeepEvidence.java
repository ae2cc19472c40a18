package dev.keyferry.server.usecase.evidence;

import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.EvidenceKept;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import java.util.List;
import java.util.random.RandomGenerator;

/** Keeps evidence of gateways, all that came together in one change. Thread-safe. */
public final class KeepEvidence {
    private final Writer writer;
    private final RandomGenerator random;

    public KeepEvidence(Writer writer, RandomGenerator random) {
        this.writer = writer;
        this.random = random;
    }

    /**
     * Returns once it is durable. Evidence in another epoch than the store's is about other keys
     * and is left aside.
     */
    public void keep(List<EvidenceKept> evidence) throws InterruptedException {
        Caller server = new Caller(Actor.SERVER, Rights.ALL, "evidence", RequestId.random(random));
        writer.write(
                new Change<>(
                        server,
                        Action.KEEP_EVIDENCE,
                        evidence.size(),
                        Names.NOTHING,
                        group -> decide(group, evidence)));
    }

    private static Decision<Boolean> decide(Group group, List<EvidenceKept> evidence) {
        List<Effect> own =
                evidence.stream()
                        .filter(kept -> kept.evidence().epoch().equals(group.epoch()))
                        .<Effect>map(kept -> kept)
                        .toList();
        return new Decision<>(true, own, "kept");
    }
}
