package dev.keyferry.server.store.writer;

import dev.keyferry.server.defect.Defect;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A change whose caller waits for its outcome. Thread-safe. */
final class Waiting<T> {
    private final Change<T> change;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    Waiting(Change<T> change) {
        this.change = change;
    }

    /** What a decision came to; {@link #answer} tells the caller, once that is settled. */
    sealed interface Verdict {
        Runnable answer();

        record Accepted(List<Effect> effects, String outcome, Runnable answer) implements Verdict {}

        record Refused(Runnable answer) implements Verdict {}
    }

    Change<T> change() {
        return change;
    }

    int weight() {
        return change.weight();
    }

    Verdict decide(Group group) {
        try {
            Decision<T> decision = change.decide().apply(group);
            return new Verdict.Accepted(
                    decision.effects(),
                    decision.outcome(),
                    () -> outcome.complete(decision.answer()));
        } catch (Refusal refusal) {
            return new Verdict.Refused(() -> outcome.completeExceptionally(refusal));
        }
    }

    /** Tells the caller that the store failed, and what is known of the change. */
    void fail(String known, Exception cause) {
        outcome.completeExceptionally(new StoreUnavailable(known, cause));
    }

    /** Tells the caller that its change is broken; nothing was changed. */
    void fail(Defect defect) {
        outcome.completeExceptionally(defect);
    }

    /**
     * Waits for the outcome.
     *
     * @throws StoreUnavailable also if there is none in time: the change is not taken back then
     */
    T await(Duration deadline) throws InterruptedException {
        try {
            return outcome.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (TimeoutException e) {
            throw new StoreUnavailable(
                    "the store does not answer; whether the change took effect is not known", e);
        }
    }

    /** The outcome, which was told already. */
    T told() {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw failure(e);
        }
    }

    // Made anew, so that it shows the place of the caller as well.
    private static RuntimeException failure(Exception e) {
        return switch (e.getCause()) {
            case Refusal refusal -> refusal;
            case StoreUnavailable told ->
                    new StoreUnavailable(String.valueOf(told.getMessage()), told);
            case null, default -> new Defect(e);
        };
    }
}
