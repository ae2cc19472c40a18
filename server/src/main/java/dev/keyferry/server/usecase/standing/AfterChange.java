package dev.keyferry.server.usecase.standing;

import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.refusal.Refusal;

/**
 * What a use case reads for its answer once its change took effect. Where that fails, whoever asked
 * must not take the change for one that was not made.
 */
public final class AfterChange {
    private static final String DONE =
            "the change took effect; what came of it cannot be read from the store";

    private AfterChange() {}

    /** Reads it. */
    public interface Reading<T> {
        T read() throws InterruptedException;
    }

    /**
     * Returns what is read.
     *
     * @throws StoreUnavailable if the store fails, or too many reads wait; its message tells that
     *     the change took effect
     */
    public static <T> T read(Reading<T> reading) throws InterruptedException {
        try {
            return reading.read();
        } catch (StoreUnavailable | Refusal.Busy e) {
            throw new StoreUnavailable(DONE, e);
        }
    }
}
