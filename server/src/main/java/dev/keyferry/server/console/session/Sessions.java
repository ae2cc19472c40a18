package dev.keyferry.server.console.session;

import dev.keyferry.feed.id.Bytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who is signed in, in memory only: a restart signs everybody out. A session is known by the hash
 * of its ticket, so that whoever reads the memory cannot take one over. Thread-safe.
 */
public final class Sessions {
    /** A session ends when its browser asked for nothing in so long... */
    public static final Duration IDLE = Duration.ofMinutes(30);

    /** ...and so long after it began whatever its browser does. */
    public static final Duration LONGEST = Duration.ofHours(8);

    /** Sessions at once; the one that was idle longest gives way. */
    public static final int MAX_SESSIONS = 1_000;

    /** Of these what one token may have, so that its holder signs out nobody else. */
    public static final int MAX_OF_TOKEN = 10;

    private static final float LOAD_FACTOR = 0.75f;

    private final SecureRandom random;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** By the hashes of their tickets; the one that was used longest ago is first. */
    private final Map<Bytes, Kept> open = new LinkedHashMap<>(16, LOAD_FACTOR, true);

    public Sessions(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    private record Kept(Session session, Instant from, Instant used) {
        // A clock that was set back ends a session, which might else last for years.
        boolean isOpen(Instant now) {
            return !now.isBefore(used)
                    && now.isBefore(used.plus(IDLE))
                    && now.isBefore(from.plus(LONGEST));
        }
    }

    /** Begins a session and returns the ticket by which it is found again. */
    public Ticket begin(Bytes tokenHash) {
        Ticket ticket = Ticket.random(random);
        Instant now = clock.instant();
        Kept kept = new Kept(new Session(tokenHash, Ticket.random(random)), now, now);
        lock.lock();
        try {
            open.values().removeIf(other -> !other.isOpen(now));
            giveWay(MAX_OF_TOKEN, tokenHash);
            open.put(ticket.hash(), kept);
            if (open.size() > MAX_SESSIONS) {
                open.remove(open.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
        return ticket;
    }

    /** Returns the session that is not over, which is in use from now on. */
    public Optional<Session> use(Ticket ticket) {
        Bytes hash = ticket.hash();
        Instant now = clock.instant();
        lock.lock();
        try {
            Kept kept = open.get(hash);
            if (kept == null) {
                return Optional.empty();
            }
            if (!kept.isOpen(now)) {
                open.remove(hash);
                return Optional.empty();
            }
            open.put(hash, new Kept(kept.session(), kept.from(), now));
            return Optional.of(kept.session());
        } finally {
            lock.unlock();
        }
    }

    /** Ends the session, if there is one. */
    public void end(Ticket ticket) {
        lock.lock();
        try {
            open.remove(ticket.hash());
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    /** Leaves room for one more session of the token. */
    private void giveWay(int max, Bytes tokenHash) {
        long own =
                open.values().stream()
                        .filter(k -> k.session().tokenHash().equals(tokenHash))
                        .count();
        Iterator<Kept> eldest = open.values().iterator();
        while (own >= max && eldest.hasNext()) {
            if (eldest.next().session().tokenHash().equals(tokenHash)) {
                eldest.remove();
                own--;
            }
        }
    }
}
