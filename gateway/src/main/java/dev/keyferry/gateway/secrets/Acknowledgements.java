package dev.keyferry.gateway.secrets;

import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.progress.Progress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be reported of this session's work. As long as older requests or other secrets of ours
 * may be about, nothing is: it is kept back until the charon was seen to be as it should. Confined
 * to one thread.
 */
public final class Acknowledgements {
    private final Progress progress;
    private final Desired desired;
    private final Map<TunnelId, Runnable> waiting = new LinkedHashMap<>();
    private boolean isReleased;

    public Acknowledgements(Progress progress, Desired desired) {
        this.progress = progress;
        this.desired = desired;
    }

    /** True once nothing is kept back any more. */
    public boolean isReleased() {
        return isReleased;
    }

    /** The charon is as this record says. */
    public void settle(TunnelRecord record) {
        TunnelId tunnel = record.binding().tunnel();
        tell(tunnel, () -> progress.settle(tunnel, record.binding().version()));
    }

    /** This record cannot be followed. */
    public void except(TunnelException exception) {
        tell(exception.tunnel(), () -> progress.except(exception));
    }

    /** The charon may not be as the tunnel's record says; true at once. */
    public void doubt(TunnelId tunnel) {
        waiting.remove(tunnel);
        desired.doubt(tunnel);
    }

    /** Tells what was kept back, and from now on everything at once. */
    public void release() {
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
