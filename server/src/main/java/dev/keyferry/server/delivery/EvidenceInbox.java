package dev.keyferry.server.delivery;

import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.defect.WithoutTexts;
import dev.keyferry.server.usecase.evidence.KeepEvidence;
import dev.keyferry.server.usecase.port.Effect.EvidenceKept;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the evidence of all gateways to the store, in one commit a second at most: what peers do
 * is theirs to choose, and must not cost more. Thread-safe.
 */
public final class EvidenceInbox implements AutoCloseable {
    /** Between two commits. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** Messages that wait; a gateway that finds no room tells its own again. */
    static final int MAX_WAITING = 1_024;

    /** Messages of one commit, at most 256 rejections and 1,000 proofs each. */
    static final int MAX_TOGETHER = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(EvidenceInbox.class);

    private final KeepEvidence keeping;
    private final BlockingQueue<Told> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread = Thread.ofVirtual().name("evidence").unstarted(this::run);

    private EvidenceInbox(KeepEvidence keeping) {
        this.keeping = keeping;
    }

    private record Told(EvidenceKept evidence, CompletableFuture<Boolean> kept) {}

    public static EvidenceInbox start(KeepEvidence keeping) {
        EvidenceInbox inbox = new EvidenceInbox(keeping);
        inbox.thread.start();
        return inbox;
    }

    /**
     * Returns once it is durable.
     *
     * @throws FeedUnavailable if it is not known to be; to tell it again is harmless
     */
    void take(GatewayName gateway, Evidence evidence) throws InterruptedException {
        Told told = new Told(new EvidenceKept(gateway, evidence), new CompletableFuture<>());
        try {
            if (!waiting.offer(told)) {
                throw new FeedUnavailable("too much evidence waits", new TimeoutException());
            }
            told.kept().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new FeedUnavailable("the control plane cannot write its store", e);
        }
    }

    /** What waits is not kept any more; its gateways tell it again. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                List<Told> together = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(together, MAX_TOGETHER - 1);
                keep(together);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // The boundary of this thread: whatever a change meets, the next one is tried.
    private void keep(List<Told> together) throws InterruptedException {
        try {
            keeping.keep(together.stream().map(Told::evidence).toList());
            together.forEach(told -> told.kept().complete(true));
        } catch (RuntimeException | Error e) {
            together.forEach(told -> told.kept().completeExceptionally(e));
            if (!(e instanceof StoreUnavailable) && !(e instanceof Refusal.Busy)) {
                log.atError().setCause(WithoutTexts.of(e)).log("evidence was not kept");
            }
        }
    }
}
