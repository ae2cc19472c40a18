package dev.keyferry.server.store.postgres;

import dev.keyferry.server.store.rows.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Who is at a shared database: servers, or one command that needs it for itself. A lock of the
 * database, which each holds as long as its connection lives.
 */
public final class Presence {
    /** Of nothing else: the bytes of "kf-alone". */
    private static final long LOCK = 0x6b66_2d61_6c6f_6e65L;

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Presence() {}

    /** Shows that a server is there; waits where a command is at work. */
    static void show(Statements statements) throws SQLException {
        ask(statements, "SELECT pg_advisory_lock_shared(?) IS NOT NULL");
    }

    /**
     * True if no server is there; none comes as long as this connection lives. One that has just
     * ended is there for the database a moment longer, which is waited for.
     */
    public static boolean isAlone(Statements statements) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean isAlone = ask(statements, "SELECT pg_try_advisory_lock(?)");
        while (!isAlone && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            isAlone = ask(statements, "SELECT pg_try_advisory_lock(?)");
        }
        return isAlone;
    }

    private static boolean ask(Statements statements, String sql) throws SQLException {
        return statements
                .query(sql, LOCK, (s, lock) -> s.setLong(1, lock), row -> row.getBoolean(1))
                .getFirst();
    }
}
