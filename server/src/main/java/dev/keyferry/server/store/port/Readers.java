package dev.keyferry.server.store.port;

import dev.keyferry.server.defect.Defect;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.log.RequestScope;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads on a few platform threads, each with a connection of its own: the native calls of SQLite
 * would pin the carrier of a virtual thread. Thread-safe.
 */
public final class Readers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Readers.class);

    /** Reads of few rows that run at once. */
    public static final int THREADS = 4;

    /** Most reads that wait. */
    static final int MAX_WAITING = 1_024;

    private static final String UNREADABLE = "the store cannot be read";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final DataSource source;
    private final Duration deadline;
    private final ThreadPoolExecutor threads;
    private final Deque<Statements> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param name of the threads, before a number
     * @param count how many threads
     * @param deadline how long a caller waits for its read
     */
    Readers(String name, int count, DataSource source, Duration deadline) {
        this.source = source;
        this.deadline = deadline;
        this.threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MAX_WAITING),
                        Thread.ofPlatform().name(name, 0).factory());
    }

    /** What reads in one transaction. */
    interface Work<T> {
        T read(Statements statements) throws SQLException;
    }

    /**
     * Runs the work over one moment of the store.
     *
     * @throws StoreUnavailable if the store failed or did not answer in time
     * @throws Defect if the work did
     * @throws Refusal what the work threw, or Busy if too many reads wait
     */
    <T> T read(Work<T> work) throws InterruptedException {
        Future<T> result;
        Optional<RequestId> request = RequestScope.present();
        try {
            result =
                    threads.submit(() -> {
                        try (RequestScope _ = RequestScope.of(request)) {
                            return run(work);
                        }
                    });
        } catch (RejectedExecutionException e) {
            throw new Refusal.Busy(RETRY_AFTER);
        }
        try {
            return result.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (TimeoutException e) {
            // What waits still is not begun any more. What runs is in native code, which hears no
            // interrupt, and gives its connection back whenever it ends.
            result.cancel(false);
            throw new StoreUnavailable("the store does not answer", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                log.atWarn().log("reads still run while the store closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Statements statements : idle) {
            close(statements);
        }
    }

    /** A connection may have died while it lay idle, which only its next use shows. */
    private <T> T run(Work<T> work) throws SQLException {
        Statements idled = idle.poll();
        if (idled != null) {
            try {
                return run(work, idled);
            } catch (SQLException | StoreUnavailable e) {
                if (!Statements.isLost(e)) {
                    throw e;
                }
            }
        }
        return run(work, Statements.open(source));
    }

    private <T> T run(Work<T> work, Statements statements) throws SQLException {
        boolean isBroken = false;
        try {
            return work.read(statements);
        } catch (SQLException | StoreUnavailable e) {
            isBroken = true;
            throw e;
        } finally {
            // A prepared statement that failed once may fail for ever, whatever the store is by
            // then.
            if (isBroken) {
                close(statements);
            } else {
                giveBack(statements);
            }
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case Refusal refusal -> refusal;
            case SQLException broken -> new StoreUnavailable(UNREADABLE, broken);
            // A decision that is tried out looked something up.
            case StoreUnavailable broken -> new StoreUnavailable(UNREADABLE, broken);
            case null, default -> new Defect(e);
        };
    }

    /** Ends the read's transaction; a connection that cannot even do that is given up. */
    private void giveBack(Statements statements) {
        try {
            statements.connection().rollback();
            idle.push(statements);
        } catch (SQLException e) {
            log.atWarn().setCause(e).log("a reading connection is given up");
            close(statements);
        }
    }

    private static void close(Statements statements) {
        try {
            statements.close();
        } catch (SQLException e) {
            log.atWarn().setCause(e).log("a reading connection did not close");
        }
    }
}
