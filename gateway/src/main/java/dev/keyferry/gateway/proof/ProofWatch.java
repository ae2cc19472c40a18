package dev.keyferry.gateway.proof;

import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.progress.Reporter;
import dev.keyferry.gateway.proof.Sightings.Up;
import dev.keyferry.gateway.rules.SocketRefused;
import dev.keyferry.gateway.watch.Charon;
import dev.keyferry.gateway.watch.ConnectionWatch;
import dev.keyferry.vici.ViciEvents;
import dev.keyferry.vici.ViciException;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees which keys are proven: a peer came up under a tunnel's identity on an SA that is younger
 * than the load of its key, by a connection that lets nobody in without a key, and stayed. For one
 * thread.
 *
 * <p>It has two connections of its own, one for events and one for lists, and asks for a list at
 * most once a second, however many keys are loaded and however many peers come.
 */
public final class ProofWatch implements Runnable {
    private static final List<String> EVENTS = List.of("ike-updown");
    private static final Duration LIST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LIST_DEADLINE = Duration.ofSeconds(30);

    /** How long an SA may wait for a check of the connections. */
    private static final Duration CHECK_PATIENCE = Duration.ofMinutes(1);

    /** How long a load may wait for the list after it, at most one a second. */
    private static final Duration MARK_PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ProofWatch.class);

    private final Charon charon;
    private final ConnectionWatch connections;
    private final Reporter reporter;
    private final Outbox outbox;
    private final List<Consumer<Shown>> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore wanted = new Semaphore(0);
    private final Marks marks = new Marks(this::want);
    private final Sightings sightings;
    private volatile Optional<ConnectionWatch.Result> checked = Optional.empty();

    public ProofWatch(
            Charon charon,
            ConnectionWatch connections,
            Desired desired,
            Reporter reporter,
            EvidenceSender sender) {
        this.charon = charon;
        this.connections = connections;
        this.reporter = reporter;
        this.outbox = sender.outbox();
        this.sightings =
                new Sightings(new Claimants(desired), marks, this::assurance, outbox, this::want);
        reporter.progress().onChange(marks);
        connections.onResult(result -> checked = Optional.of(result));
    }

    /**
     * A peer came up by a version of the tunnel's key and stayed. It may have done so before.
     *
     * @param uniqueId of its SA
     */
    public record Shown(TunnelId tunnel, PskVersion version, long uniqueId) {}

    /** Has every such peer told; the listener must not block. */
    public void onShown(Consumer<Shown> told) {
        listeners.add(told);
    }

    /**
     * True once this version is loaded for certain, and peers that come up from now on show that
     * they have it. Waits for that where the load is fresh, and only then.
     */
    public boolean awaitLoaded(TunnelId tunnel, PskVersion version) throws InterruptedException {
        return marks.await(tunnel, version, MARK_PATIENCE);
    }

    /** The gateway calls the peers of a tunnel, until this is closed. */
    public interface Calling extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Has what peers of the tunnel refuse count as an attempt of theirs, though they were called.
     */
    public Calling calling(TunnelId tunnel) {
        sightings.beginCalling(tunnel);
        return () -> sightings.endCalling(tunnel);
    }

    /** Ends by interruption of its thread. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                watchOneCharon();
                TimeUnit.MILLISECONDS.sleep(charon.pacing().reconnect().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchOneCharon() throws InterruptedException {
        sightings.forget();
        try (ViciSession session = charon.connect();
                ViciEvents events = charon.listen(EVENTS, sightings)) {
            while (session.isOpen() && events.isOpen()) {
                List<Up> stayed = sightings.takeStayed();
                if (marks.areWanted() || !stayed.isEmpty()) {
                    look(session, stayed);
                    TimeUnit.MILLISECONDS.sleep(LIST_PAUSE.toMillis());
                }
                await();
            }
        } catch (SocketRefused | ViciException e) {
            // The loop that loads keys says what is wrong with the charon.
            LOG.atDebug().setCause(e).log("peers not watched");
        }
    }

    private void await() throws InterruptedException {
        Duration next = sightings.untilNext().orElse(LIST_PAUSE);
        if (!marks.areWanted() && wanted.tryAcquire(next.toMillis() + 1, TimeUnit.MILLISECONDS)) {
            wanted.drainPermits();
        }
    }

    private void look(ViciSession session, List<Up> stayed) {
        // Before the list: what was loaded by then is older than all that the list does not show.
        List<Marks.Load> unmarked = marks.unmarked();
        Set<Long> watched = new HashSet<>();
        stayed.forEach(up -> watched.add(up.sa().uniqueId()));
        Map<Long, SeenSa> listed = new HashMap<>();
        long[] newest = {0};
        session.stream(
                "list-sas",
                "list-sa",
                ViciMessage.EMPTY,
                LIST_DEADLINE,
                event ->
                        event.sections()
                                .forEach((name, sa) -> {
                                    long id =
                                            sa.text("uniqueid").flatMap(SeenSa::number).orElse(0L);
                                    newest[0] = Math.max(newest[0], id);
                                    if (watched.contains(id)) {
                                        SeenSa.of(name, sa).ifPresent(s -> listed.put(id, s));
                                    }
                                }));
        marks.mark(unmarked, newest[0]);
        judge(Sightings.shownBy(stayed, listed));
    }

    private void judge(List<Up> shown) {
        List<Up> waiting = new ArrayList<>();
        for (Up up : shown) {
            switch (entry(up)) {
                case KEYED -> prove(up);
                case UNKNOWN -> waiting.add(up);
                case OTHER ->
                        LOG.atDebug()
                                .addKeyValue("tunnel", up.claim().tunnel())
                                .log("a peer came up by other means than a key");
            }
        }
        if (!waiting.isEmpty()) {
            connections.ask();
            sightings.giveBack(waiting);
        }
    }

    private enum Entry {
        KEYED,
        UNKNOWN,
        OTHER
    }

    /** A connection may be newer than the last check. */
    private Entry entry(Up up) {
        Optional<ConnectionWatch.Result> last = checked;
        if (last.filter(result -> result.keyed().contains(up.sa().connection())).isPresent()) {
            return Entry.KEYED;
        }
        boolean isDecided =
                last.filter(result -> result.began().nanos() - up.nanos() > 0).isPresent();
        boolean isOverdue = System.nanoTime() - up.nanos() > CHECK_PATIENCE.toNanos();
        return isDecided || isOverdue ? Entry.OTHER : Entry.UNKNOWN;
    }

    private void prove(Up up) {
        Marks.Load load = up.load().orElseThrow();
        // Doubt since then is doubt about what the peer used.
        if (marks.of(load.tunnel()).filter(load::equals).isEmpty()) {
            return;
        }
        Proof.Assurance worst =
                List.of(up.assurance(), assurance()).stream()
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        outbox.add(new Proof(load.tunnel(), load.version(), up.time(), up.sa().from(), worst));
        Shown shown = new Shown(load.tunnel(), load.version(), up.sa().uniqueId());
        listeners.forEach(listener -> listener.accept(shown));
    }

    private Proof.Assurance assurance() {
        return switch (reporter.standing().current().assurance()) {
            case ASSURED -> Proof.Assurance.ASSURED;
            case NOT_ASSURED -> Proof.Assurance.NOT_ASSURED;
        };
    }

    private void want() {
        if (wanted.availablePermits() == 0) {
            wanted.release();
        }
    }
}
