package dev.keyferry.server.console.session;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.keyferry.feed.id.Bytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Who is signed in, in memory only: a restart signs everybody out. A session is known by the hash
 * of its ticket, so that whoever reads the memory cannot take one over. Thread-safe.
 */
public final class Sessions {
    /** A session ends when its browser asked for nothing in so long... */
    public static final Duration IDLE = Duration.ofMinutes(30);

    /** ...and so long after it began whatever its browser does. */
    public static final Duration LONGEST = Duration.ofHours(8);

    /** Sessions at once; of the token that has most, the one that was idle longest gives way. */
    public static final int MAX_SESSIONS = 1_000;

    /** Of these what one token may have, so that its holder signs out nobody else. */
    public static final int MAX_OF_TOKEN = 10;

    private static final float LOAD_FACTOR = 0.75f;

    private final SecureRandom random;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** By the hashes of their tickets; the one that was used longest ago is first. */
    private final Map<Key, Kept> open = new LinkedHashMap<>(16, LOAD_FACTOR, true);

    public Sessions(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /** A ticket is good on the way on which it was given out, and nothing on another. */
    private record Key(Channel channel, Bytes ticketHash) {
        static Key of(Channel channel, Ticket ticket) {
            return new Key(channel, ticket.hash());
        }
    }

    private record Kept(Session session, Instant from, Instant used) {
        Bytes tokenHash() {
            return session.tokenHash();
        }

        // A clock that was set back ends a session, which might else last for years.
        boolean isOpen(Instant now) {
            return !now.isBefore(used)
                    && now.isBefore(used.plus(IDLE))
                    && now.isBefore(from.plus(LONGEST));
        }
    }

    /** Begins a session and returns the ticket by which it is found again. */
    public Ticket begin(Bytes tokenHash, Channel channel) {
        Ticket ticket = Ticket.random(random);
        Session session = new Session(tokenHash, Ticket.random(random), new FormNumbers());
        lock.lock();
        try {
            // Read within the lock: whoever waited for it with an earlier time would end sessions.
            Instant now = clock.instant();
            open.values().removeIf(other -> !other.isOpen(now));
            if (counts().getOrDefault(tokenHash, 0L) == MAX_OF_TOKEN) {
                removeEldest(kept -> kept.tokenHash().equals(tokenHash));
            } else if (open.size() == MAX_SESSIONS) {
                giveWay();
            }
            open.put(Key.of(channel, ticket), new Kept(session, now, now));
        } finally {
            lock.unlock();
        }
        return ticket;
    }

    /** Returns the session that is not over, which is in use from now on. */
    public Optional<Session> use(Ticket ticket, Channel channel) {
        Key key = Key.of(channel, ticket);
        lock.lock();
        try {
            Instant now = clock.instant();
            Kept kept = open.get(key);
            if (kept == null) {
                return Optional.empty();
            }
            if (!kept.isOpen(now)) {
                open.remove(key);
                return Optional.empty();
            }
            open.put(key, new Kept(kept.session(), kept.from(), now));
            return Optional.of(kept.session());
        } finally {
            lock.unlock();
        }
    }

    /** Ends the session, if there is one. */
    public void end(Ticket ticket, Channel channel) {
        lock.lock();
        try {
            open.remove(Key.of(channel, ticket));
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

    /** Whoever has most gives way, so that nobody is signed out by what another does. */
    private void giveWay() {
        Map<Bytes, Long> counts = counts();
        long most = Collections.max(counts.values());
        removeEldest(kept -> counts.getOrDefault(kept.tokenHash(), 0L) == most);
    }

    private Map<Bytes, Long> counts() {
        return open.values().stream().collect(groupingBy(Kept::tokenHash, counting()));
    }

    private void removeEldest(Predicate<Kept> which) {
        open.values().stream().filter(which).findFirst().ifPresent(open.values()::remove);
    }
}
