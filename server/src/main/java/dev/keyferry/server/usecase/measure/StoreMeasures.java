package dev.keyferry.server.usecase.measure;

import java.util.List;

/** Measures the store. Thread-safe. */
public interface StoreMeasures {
    /**
     * Reads in two statements.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if the store failed
     * @throws dev.keyferry.server.usecase.refusal.Refusal.Busy if too many reads wait
     */
    Content content() throws InterruptedException;

    /** From memory, at any time. */
    WriterCounts writer();

    /**
     * What there is.
     *
     * @param keys every present one
     * @param unmatched attempts that match no tunnel, of those that are remembered
     */
    record Content(long tunnels, List<KeyMeasure> keys, long unmatched) {}
}
