package dev.keyferry.server.http.limit;

import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.RequestRefused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Deals out something of which there is a bounded amount, and to each actor no more than its share,
 * so that one cannot take it from all others. Thread-safe.
 */
public final class Shares {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final int max;
    private final int maxOfActor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Actor, Integer> taken = new HashMap<>();
    private int total;

    /**
     * @param max what there is in all
     * @param maxOfActor what one actor may hold of it at once
     */
    public Shares(int max, int maxOfActor) {
        this.max = max;
        this.maxOfActor = maxOfActor;
    }

    /** A call of the actor, which holds nothing yet; to be closed when it ends. */
    public Holding of(Actor actor) {
        return new Holding(actor);
    }

    /** What one call holds, until it is closed. Confined to one thread. */
    public final class Holding implements AutoCloseable {
        private final Actor actor;
        private int held;

        private Holding(Actor actor) {
            this.actor = actor;
        }

        /**
         * Takes more.
         *
         * @param amount at least 1
         * @throws RequestRefused 429 if the actor holds its share already, 503 if all is taken
         */
        public void take(int amount) {
            add(actor, amount);
            held += amount;
        }

        @Override
        public void close() {
            giveBack(actor, held);
            held = 0;
        }
    }

    /** How many actors hold anything. */
    int actors() {
        lock.lock();
        try {
            return taken.size();
        } finally {
            lock.unlock();
        }
    }

    private void add(Actor actor, int amount) {
        lock.lock();
        try {
            if (amount > maxOfActor - taken.getOrDefault(actor, 0)) {
                throw new RequestRefused(ErrorAnswer.of(ApiCode.THROTTLED).retryAfter(RETRY));
            }
            if (amount > max - total) {
                throw new RequestRefused(ErrorAnswer.of(ApiCode.UNAVAILABLE).retryAfter(RETRY));
            }
            taken.merge(actor, amount, Integer::sum);
            total += amount;
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(Actor actor, int amount) {
        lock.lock();
        try {
            taken.computeIfPresent(actor, (_, had) -> had == amount ? null : had - amount);
            total -= amount;
        } finally {
            lock.unlock();
        }
    }
}
