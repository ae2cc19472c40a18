package dev.keyferry.server.usecase.keys;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.seal.DataKey;
import dev.keyferry.server.usecase.port.edge.EdgeKeys;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps fresh data keys at hand for each edge that is in use, because sealing one to its edge takes
 * longer than everything else that a change of one key does. Thread-safe; at most {@value
 * #MAX_EDGES} edges.
 */
public final class DataKeys implements AutoCloseable {
    /** Keys that wait for each edge; one more is in the maker's hand. */
    private static final int AHEAD = 2;

    static final int MAX_EDGES = 1_000;

    private final EdgeKeys edgeKeys;
    private final Epoch epoch;
    private final Map<EdgeId, Maker> makers = new ConcurrentHashMap<>();

    public DataKeys(EdgeKeys edgeKeys, Epoch epoch) {
        this.edgeKeys = edgeKeys;
        this.epoch = epoch;
    }

    /** Returns a key that nobody has used. Makes one where none is ready, and never waits. */
    DataKey take(EdgeId edge) {
        if (makers.size() >= MAX_EDGES && !makers.containsKey(edge)) {
            return fresh(edge);
        }
        return makers.computeIfAbsent(edge, Maker::new)
                .take(edgeKeys.publicKey(edge).id())
                .orElseGet(() -> fresh(edge));
    }

    @Override
    public void close() {
        makers.values().forEach(Maker::stop);
    }

    private DataKey fresh(EdgeId edge) {
        return DataKey.fresh(edgeKeys.publicKey(edge), edge, epoch);
    }

    private final class Maker {
        private final BlockingQueue<DataKey> ready = new ArrayBlockingQueue<>(AHEAD);
        private final Thread thread;

        Maker(EdgeId edge) {
            thread = Thread.ofVirtual().name("data-keys-" + edge).start(() -> fill(edge));
        }

        /** Those that were made for a former key of the edge are dropped. */
        Optional<DataKey> take(EdgeKeyId current) {
            for (DataKey key = ready.poll(); key != null; key = ready.poll()) {
                if (key.sealed().edgeKey().equals(current)) {
                    return Optional.of(key);
                }
                key.forget();
            }
            return Optional.empty();
        }

        void stop() {
            thread.interrupt();
        }

        private void fill(EdgeId edge) {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    ready.put(fresh(edge));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
