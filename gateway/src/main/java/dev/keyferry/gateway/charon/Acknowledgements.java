package dev.keyferry.gateway.charon;

import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.TunnelId;
import dev.keyferry.feed.TunnelRecord;
import dev.keyferry.gateway.progress.Progress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be reported of this session's work. As long as older requests or other secrets of ours
 * may be about, nothing is: it is kept back until the charon was seen to be as it should. Confined
 * to one thread.
 */
final class Acknowledgements {
    private final Progress progress;
    private final Map<TunnelId, Runnable> waiting = new LinkedHashMap<>();
    private boolean isReleased;

    Acknowledgements(Progress progress) {
        this.progress = progress;
    }

    boolean isReleased() {
        return isReleased;
    }

    void settle(TunnelRecord record) {
        TunnelId tunnel = record.binding().tunnel();
        tell(tunnel, () -> progress.settle(tunnel, record.binding().version()));
    }

    void except(TunnelException exception) {
        tell(exception.tunnel(), () -> progress.except(exception));
    }

    /** The charon may not be as the tunnel's record says; true at once. */
    void doubt(TunnelRecord record) {
        waiting.remove(record.binding().tunnel());
        progress.doubt(record);
    }

    void release() {
        isReleased = true;
        waiting.values().forEach(Runnable::run);
        waiting.clear();
    }

    private void tell(TunnelId tunnel, Runnable telling) {
        if (isReleased) {
            telling.run();
        } else {
            waiting.put(tunnel, telling);
        }
    }
}
