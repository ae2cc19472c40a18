package dev.keyferry.gateway.watch;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.gateway.rules.SocketRefused;
import dev.keyferry.vici.ViciException;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the live SAs of removed keys ended, all that were asked for at a time, and again until it
 * worked: a dead peer takes its time, and must not hold up keys. {@link #end} is thread-safe;
 * {@link #run} is for one thread. Bounded by the number of tunnels.
 */
public final class SaEnding implements Runnable {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(SaEnding.class);

    private record Ending(Set<PrintedIdentity> identities, Runnable then) {}

    private final Charon charon;
    private final Semaphore asked = new Semaphore(0);
    private final Map<TunnelId, Ending> endings = new HashMap<>();

    public SaEnding(Charon charon) {
        this.charon = charon;
    }

    /**
     * Asks for an ending, in place of one of the same tunnel that was asked for before.
     *
     * @param identities by which the tunnel's SAs are known
     * @param then is run once none of the tunnel's SAs is left; must not block
     */
    public void end(TunnelId tunnel, Set<PrintedIdentity> identities, Runnable then) {
        synchronized (endings) {
            endings.put(tunnel, new Ending(identities, then));
        }
        asked.release();
    }

    /** Ends by interruption of its thread. */
    @Override
    public void run() {
        try {
            while (!Thread.interrupted()) {
                asked.acquire();
                asked.drainPermits();
                if (!endAll(taken())) {
                    TimeUnit.MILLISECONDS.sleep(AFTER_FAILURE.toMillis());
                    asked.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<TunnelId, Ending> taken() {
        synchronized (endings) {
            Map<TunnelId, Ending> taken = new HashMap<>(endings);
            endings.clear();
            return taken;
        }
    }

    private boolean endAll(Map<TunnelId, Ending> taken) {
        if (taken.isEmpty()) {
            return true;
        }
        try (ViciSession session = charon.connect()) {
            if (new LiveSas(session).end(identities(taken.values()))) {
                taken.values().forEach(ending -> ending.then().run());
                return true;
            }
            LOG.atWarn().log("live SAs of removed keys could not be ended yet");
        } catch (SocketRefused | ViciException e) {
            LOG.atDebug().setCause(e).log("live SAs of removed keys not looked for");
        }
        synchronized (endings) {
            taken.forEach(endings::putIfAbsent);
        }
        return false;
    }

    private static Set<PrintedIdentity> identities(Collection<Ending> endings) {
        return endings.stream()
                .flatMap(ending -> ending.identities().stream())
                .collect(Collectors.toSet());
    }
}
