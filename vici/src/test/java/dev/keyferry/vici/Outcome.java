package dev.keyferry.vici;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What came of a request to a {@link ScriptedDaemon}. */
final class Outcome {
    private Outcome() {}

    /** The text with which the daemon replied. */
    static String is(CompletableFuture<ViciMessage> reply) {
        return reply.join().text("is").orElseThrow();
    }

    /** Why there was no reply; fails where there was one. */
    static @Nullable Throwable failure(CompletableFuture<ViciMessage> reply) {
        try {
            throw new AssertionError("answered: " + reply.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
