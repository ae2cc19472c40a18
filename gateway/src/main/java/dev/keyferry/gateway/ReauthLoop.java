package dev.keyferry.gateway;

import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.reauth.Reauthenticating;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.gateway.reauth.BegunOrders;
import dev.keyferry.gateway.reauth.Reauthentication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for orders to have peers authenticate anew, begins each once, and tells what came of it. An
 * order counts if the edge's record key made it, for this edge and epoch, and only as long as it
 * says: whoever can write the control plane's database, or stands in between, can put one back that
 * was begun before, or is over, and neither is begun. For one thread.
 */
final class ReauthLoop implements Runnable {
    /** Orders that are carried out at once; each takes a moment of the charon's workers. */
    static final int MAX_AT_ONCE = 4;

    /** Between two attempts to tell an outcome, and how many there are. */
    private static final Duration TELL_PAUSE = Duration.ofMillis(500);

    private static final int TELL_ATTEMPTS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(ReauthLoop.class);

    private final Reauthenticating server;
    private final Recognition recognition;
    private final BegunOrders begun;
    private final Reauthentication reauthentication;
    private final Retry retry;
    private final Semaphore room = new Semaphore(MAX_AT_ONCE);

    ReauthLoop(
            Reauthenticating server,
            Recognition recognition,
            BegunOrders begun,
            Reauthentication reauthentication,
            Retry retry) {
        this.server = server;
        this.recognition = recognition;
        this.begun = begun;
        this.reauthentication = reauthentication;
        this.retry = retry;
    }

    /** By what an order is known to be one. */
    record Recognition(EdgeId edge, RecordKey recordKey, Supplier<Position> reached) {
        boolean isAuthentic(ReauthOrder order) {
            return switch (reached.get()) {
                case Position.Start() -> false;
                case Position.After(Epoch epoch, var _) ->
                        recordKey.isAuthentic(epoch, edge, order);
            };
        }
    }

    /** Ends by interruption of its thread, and with it what is being carried out. */
    @Override
    public void run() {
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (follow(workers)) {
                    retry.succeeded();
                } else {
                    retry.pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workers.shutdownNow();
        }
    }

    /** Begins what there is; false where that could not be learned, or some of it is no order. */
    private boolean follow(ExecutorService workers) throws InterruptedException {
        List<ReauthOrder> orders;
        try {
            orders = server.orders(new ReauthQuestion(begun.last(), Poll.MAX_PATIENCE)).orders();
        } catch (FeedUnavailable e) {
            LOG.atDebug().setCause(e).log("no orders are known");
            return false;
        }
        boolean areAuthentic = true;
        for (ReauthOrder order : orders) {
            if (!order.number().isAfter(begun.last())) {
                // Whoever answers may hand out again what was begun.
                continue;
            }
            if (recognition.isAuthentic(order)) {
                boolean isNoted = begun.note(order.number());
                workers.execute(() -> run(order, isNoted));
            } else {
                // It must not count as begun: its number may be greater than all that come.
                areAuthentic = false;
                LOG.atWarn()
                        .addKeyValue("tunnel", order.tunnel())
                        .addKeyValue("number", order.number())
                        .log("an order to reauthenticate is not by the control plane");
            }
        }
        return areAuthentic;
    }

    /** The boundary of a worker: whatever it meets, other orders go on. */
    private void run(ReauthOrder order, boolean isNoted) {
        try {
            Kind kind = isNoted ? outcome(order) : Kind.NOT_BEGUN;
            LOG.atInfo()
                    .addKeyValue("tunnel", order.tunnel())
                    .addKeyValue("version", order.version())
                    .addKeyValue("outcome", kind)
                    .log("order to reauthenticate carried out");
            tell(new ReauthOutcome(order.number(), kind));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("order to reauthenticate failed");
        }
    }

    private Kind outcome(ReauthOrder order) throws InterruptedException {
        Duration left = Duration.between(Instant.now(), order.until());
        if (!left.isPositive() || !room.tryAcquire(left.toMillis(), TimeUnit.MILLISECONDS)) {
            return Kind.NOT_BEGUN;
        }
        try {
            return reauthentication.carryOut(order);
        } finally {
            room.release();
        }
    }

    private void tell(ReauthOutcome outcome) throws InterruptedException {
        for (int attempt = 0; attempt < TELL_ATTEMPTS; attempt++) {
            try {
                server.tell(outcome);
                return;
            } catch (FeedUnavailable e) {
                LOG.atDebug().setCause(e).log("outcome not told");
                TimeUnit.MILLISECONDS.sleep(TELL_PAUSE.toMillis());
            }
        }
    }
}
