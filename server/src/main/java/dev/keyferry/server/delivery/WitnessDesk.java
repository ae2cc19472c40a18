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
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.usecase.port.Audit;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.edge.Witnesses;
import dev.keyferry.server.usecase.progress.Heard;
import dev.keyferry.server.usecase.progress.Word.Witnessed;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells gateways the head of the audit, signed, and hears which one each of them remembers. What
 * other servers hear counts as what this one does. Thread-safe.
 */
public final class WitnessDesk implements Witnesses {
    private static final Logger log = LoggerFactory.getLogger(WitnessDesk.class);

    /** A gateway asks every thirty seconds; what it said longer ago is of then, and not of now. */
    static final Duration LASTING = Duration.ofMinutes(2);

    private final Audit audit;
    private final AuditKey key;
    private final FeedHub hub;
    private final Colleagues colleagues;
    private final InstantSource clock;
    private final Map<GatewayName, Said> told = new ConcurrentHashMap<>();

    // Signing takes longer than all the rest, and gateways ask for the same head.
    private final AtomicReference<Optional<SignedHead>> newest =
            new AtomicReference<>(Optional.empty());

    /**
     * @param colleagues are told of each word
     */
    public WitnessDesk(
            Audit audit, AuditKey key, FeedHub hub, Colleagues colleagues, InstantSource clock) {
        this.audit = audit;
        this.key = key;
        this.hub = hub;
        this.colleagues = colleagues;
        this.clock = clock;
    }

    @Override
    public Witnessing of(GatewayName gateway) {
        return question -> answer(gateway, question);
    }

    @Override
    public Optional<Said> told(GatewayName gateway) {
        Instant oldest = clock.instant().minus(LASTING);
        return Optional.ofNullable(told.get(gateway))
                .filter(said ->
                        said.question().doubt() != Doubt.NONE || !said.on().isBefore(oldest));
    }

    /** Takes what a gateway told another server then. */
    public void heard(Witnessed word, Instant then) {
        if (hub.roster().find(word.gateway()).isPresent()) {
            keep(word.gateway(), new Said(word.question(), then));
        }
    }

    private HeadAnswer answer(GatewayName gateway, HeadQuestion question)
            throws InterruptedException {
        if (hub.roster().find(gateway).isEmpty()) {
            throw new Refusal.UnknownToken();
        }
        Instant now = clock.instant();
        hear(gateway, new Said(question, now));
        try {
            colleagues.tell(new Heard(new Witnessed(gateway, question), now));
            AuditHead head = audit.head();
            return new HeadAnswer(signed(head), kept(question));
        } catch (StoreUnavailable | Refusal.Busy e) {
            throw new FeedUnavailable("the control plane cannot reach its store", e);
        }
    }

    private void hear(GatewayName gateway, Said said) {
        HeadQuestion question = said.question();
        Said before = told.get(gateway);
        Doubt known = before == null ? Doubt.NONE : before.question().doubt();
        keep(gateway, said);
        if (question.doubt() != known && question.doubt() != Doubt.NONE) {
            log.atError()
                    .addKeyValue("gateway", gateway)
                    .addKeyValue("doubt", question.doubt().token())
                    .addKeyValue("remembered", question.remembered().map(AuditHead::seq).orElse(0L))
                    .log("the audit is not the one that a gateway remembers");
        }
    }

    private void keep(GatewayName gateway, Said said) {
        told.merge(gateway, said, (one, other) -> other.on().isBefore(one.on()) ? one : other);
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
