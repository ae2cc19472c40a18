package dev.keyferry.server.http.limit;

import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.RequestRefused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets each actor do one thing at a time; a few things that come meanwhile wait a while.
 * Thread-safe.
 */
public final class Turns {
    /** Of one actor, what may wait beside what is done. */
    static final int MAX_WAITING = 3;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Duration patience;
    private final Map<Actor, Line> lines = new HashMap<>();

    /**
     * @param patience how long something waits at most
     */
    public Turns(Duration patience) {
        this.patience = patience;
    }

    /** What one actor does, and what waits for it; guarded by the map but for the turn itself. */
    private static final class Line {
        final Semaphore turn = new Semaphore(1, true);
        int length;
    }

    /**
     * Waits for the actor's turn, which lasts until it is closed.
     *
     * @throws RequestRefused 429 if it does not come in time, or too much waits already
     */
    public Turn of(Actor actor) throws InterruptedException {
        Line line = enter(actor).orElseThrow(Turns::refused);
        boolean isOurs = false;
        try {
            isOurs = line.turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!isOurs) {
                leave(actor, line);
            }
        }
        if (!isOurs) {
            throw refused();
        }
        return new Turn(actor, line);
    }

    private static RequestRefused refused() {
        return new RequestRefused(ErrorAnswer.of(ApiCode.THROTTLED).retryAfter(RETRY));
    }

    /** A turn, until it is closed. */
    public final class Turn implements AutoCloseable {
        private final Actor actor;
        private final Line line;

        private Turn(Actor actor, Line line) {
            this.actor = actor;
            this.line = line;
        }

        @Override
        public void close() {
            line.turn.release();
            leave(actor, line);
        }
    }

    /** How many actors do or wait for anything. */
    int actors() {
        synchronized (lines) {
            return lines.size();
        }
    }

    private Optional<Line> enter(Actor actor) {
        synchronized (lines) {
            Line line = lines.computeIfAbsent(actor, _ -> new Line());
            if (line.length > MAX_WAITING) {
                return Optional.empty();
            }
            line.length++;
            return Optional.of(line);
        }
    }

    private void leave(Actor actor, Line line) {
        synchronized (lines) {
            line.length--;
            if (line.length == 0) {
                lines.remove(actor);
            }
        }
    }
}
