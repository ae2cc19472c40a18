package dev.keyferry.gateway.watch;

import dev.keyferry.gateway.rules.Connection;
import dev.keyferry.gateway.rules.ConnectionCheck;
import dev.keyferry.gateway.rules.ConnectionFindings;
import dev.keyferry.gateway.rules.LocalIdentities;
import dev.keyferry.gateway.rules.SocketRefused;
import dev.keyferry.vici.ViciException;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the charon's connections again and again, over a connection of its own, because listing
 * thousands takes most of a second. Its methods are thread-safe; {@link #run} is for one thread.
 */
public final class ConnectionWatch implements Runnable {
    /** Listing 10,000 connections was seen to take 0.6 s. */
    private static final Duration LIST_DEADLINE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);

    /**
     * What a check found.
     *
     * @param round counts the checks that were asked for; this one began after that asking
     * @param began what was changed in the charon from then on it need not show
     * @param keyed names of the connections whose peers authenticate by a pre-shared key alone
     */
    public record Result(
            long round,
            Moment began,
            ConnectionFindings findings,
            LocalIdentities local,
            Set<String> keyed) {}

    /** How often to look by itself. */
    public enum Pace {
        CALM,
        UNSAFE
    }

    private final Charon charon;
    private final ConnectionCheck check;
    private final Semaphore asked = new Semaphore(0);
    private final List<Consumer<Result>> listeners = new CopyOnWriteArrayList<>();
    private volatile Pace pace = Pace.CALM;
    private volatile long round;

    public ConnectionWatch(Charon charon, ConnectionCheck check) {
        this.charon = charon;
        this.check = check;
    }

    /** Has every result told, to others as well; the listener must not block. */
    public void onResult(Consumer<Result> told) {
        listeners.add(told);
    }

    /**
     * Asks for a check from now on.
     *
     * @return the round of its result; earlier ones may tell of another charon
     */
    public synchronized long ask() {
        round++;
        asked.release();
        return round;
    }

    public synchronized void pace(Pace now) {
        if (pace != now) {
            pace = now;
            asked.release();
        }
    }

    /** Ends by interruption of its thread. */
    @Override
    public void run() {
        try {
            while (!Thread.interrupted()) {
                watchOneSession();
                TimeUnit.MILLISECONDS.sleep(charon.pacing().reconnect().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchOneSession() throws InterruptedException {
        try (ViciSession session = charon.connect()) {
            while (!Thread.interrupted()) {
                asked.drainPermits();
                look(session);
                Duration wait =
                        pace == Pace.CALM ? charon.pacing().check() : charon.pacing().checkUnsafe();
                if (asked.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.trace("check asked for");
                }
            }
            Thread.currentThread().interrupt();
        } catch (SocketRefused | ViciException e) {
            // The loop that loads keys says what is wrong with the charon, and that its
            // connections were not checked for too long.
            LOG.atDebug().setCause(e).log("connections not checked");
        }
    }

    private void look(ViciSession session) {
        long current = round;
        Moment began = Moment.now();
        List<Connection> connections = new ArrayList<>();
        session.stream(
                "list-conns",
                "list-conn",
                ViciMessage.EMPTY,
                LIST_DEADLINE,
                event -> add(connections, event));
        Result result =
                new Result(
                        current,
                        began,
                        check.judge(connections),
                        new LocalIdentities(connections),
                        keyed(connections));
        listeners.forEach(listener -> listener.accept(result));
    }

    private static Set<String> keyed(List<Connection> connections) {
        return connections.stream()
                .filter(Connection::isKeyed)
                .map(Connection::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One more than the limit is kept, so that the check sees that there are too many. */
    private static void add(List<Connection> connections, ViciMessage event) {
        if (connections.size() <= ConnectionCheck.MAX_CONNECTIONS) {
            connections.addAll(Connection.of(event));
        }
    }
}
