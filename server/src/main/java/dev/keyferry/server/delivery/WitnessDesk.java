package dev.keyferry.server.delivery;

import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.feed.witness.AuditKey;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.HeadQuestion.Doubt;
import dev.keyferry.feed.witness.SignedHead;
import dev.keyferry.feed.witness.Witnessing;
import dev.keyferry.server.usecase.port.Audit;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.edge.Witnesses;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells gateways the head of the audit, signed, and hears which one each of them remembers.
 * Thread-safe.
 */
public final class WitnessDesk implements Witnesses {
    private static final Logger log = LoggerFactory.getLogger(WitnessDesk.class);

    private final Audit audit;
    private final AuditKey key;
    private final FeedHub hub;
    private final Map<GatewayName, HeadQuestion> told = new ConcurrentHashMap<>();

    // Signing takes longer than all the rest, and gateways ask for the same head.
    private final AtomicReference<Optional<SignedHead>> newest =
            new AtomicReference<>(Optional.empty());

    public WitnessDesk(Audit audit, AuditKey key, FeedHub hub) {
        this.audit = audit;
        this.key = key;
        this.hub = hub;
    }

    @Override
    public Witnessing of(GatewayName gateway) {
        return question -> answer(gateway, question);
    }

    @Override
    public Optional<HeadQuestion> told(GatewayName gateway) {
        return Optional.ofNullable(told.get(gateway));
    }

    private HeadAnswer answer(GatewayName gateway, HeadQuestion question)
            throws InterruptedException {
        if (hub.roster().find(gateway).isEmpty()) {
            throw new Refusal.UnknownToken();
        }
        hear(gateway, question);
        try {
            AuditHead head = audit.head();
            return new HeadAnswer(signed(head), kept(question));
        } catch (StoreUnavailable | Refusal.Busy e) {
            throw new FeedUnavailable("the control plane cannot read its store", e);
        }
    }

    private void hear(GatewayName gateway, HeadQuestion question) {
        HeadQuestion before = told.put(gateway, question);
        Doubt known = before == null ? Doubt.NONE : before.doubt();
        if (question.doubt() != known && question.doubt() != Doubt.NONE) {
            log.atError()
                    .addKeyValue("gateway", gateway)
                    .addKeyValue("doubt", question.doubt().token())
                    .addKeyValue("remembered", question.remembered().map(AuditHead::seq).orElse(0L))
                    .log("the audit is not the one that a gateway remembers");
        }
    }

    private Optional<Bytes> kept(HeadQuestion question) throws InterruptedException {
        // One of another length was written by no server: to the gateway its record is gone.
        return question.remembered().isPresent()
                ? audit.hash(question.remembered().get().seq())
                        .filter(hash -> hash.length() == AuditHead.HASH_BYTES)
                : Optional.empty();
    }

    private SignedHead signed(AuditHead head) {
        return newest.updateAndGet(known ->
                        known.filter(signed -> signed.head().equals(head))
                                .or(() -> Optional.of(key.sign(head))))
                .orElseThrow();
    }
}
