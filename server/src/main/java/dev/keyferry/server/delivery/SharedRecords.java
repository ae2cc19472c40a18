package dev.keyferry.server.delivery;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.usecase.port.Records;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads the store once for all gateways of an edge that ask for the same at the same moment: a
 * commit wakes every one of them. Thread-safe.
 */
final class SharedRecords implements Records {
    /** A longer reading is for whoever asks just then, and not kept for others. */
    static final int MAX_KEPT_RECORDS = 64;

    private final Records store;
    private final FeedHub hub;
    private final Map<EdgeId, Reading> newest = new ConcurrentHashMap<>();

    SharedRecords(Records store, FeedHub hub) {
        this.store = store;
        this.hub = hub;
    }

    /** What is read past {@code after}, after {@code known} was committed. */
    private record Reading(FeedHub.Moment known, Revision after, FutureTask<Stretch> stretch) {
        boolean isOf(FeedHub.Moment moment, Revision position) {
            return known.equals(moment) && after.equals(position);
        }
    }

    @Override
    public Stretch after(EdgeId edge, Revision after) throws InterruptedException {
        FeedHub.Moment known = hub.newest();
        Reading own = new Reading(known, after, new FutureTask<>(() -> store.after(edge, after)));
        Reading shared =
                newest.compute(
                        edge,
                        (_, kept) ->
                                Optional.ofNullable(kept)
                                        .filter(reading -> reading.isOf(known, after))
                                        .orElse(own));
        if (!shared.equals(own)) {
            return ofAnother(shared, edge);
        }
        own.stretch().run();
        Stretch read = result(own, edge);
        if (read.records().size() > MAX_KEPT_RECORDS) {
            newest.remove(edge, own);
        }
        return read;
    }

    /** Another's failure is not this one's: its peer may have gone away meanwhile. */
    private Stretch ofAnother(Reading shared, EdgeId edge) throws InterruptedException {
        try {
            return shared.stretch().get();
        } catch (ExecutionException e) {
            return store.after(edge, shared.after());
        }
    }

    private Stretch result(Reading own, EdgeId edge) throws InterruptedException {
        try {
            return own.stretch().get();
        } catch (ExecutionException e) {
            newest.remove(edge, own);
            switch (e.getCause()) {
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException("no other is thrown", e);
            }
        }
    }
}
