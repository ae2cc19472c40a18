package dev.keyferry.server.store.postgres;

import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.rows.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Who is at a shared database: servers, or one command that needs it for itself. A lock of the
 * database, which each holds as long as its connection lives.
 */
public final class Presence {
    /** Of nothing else: the bytes of "kf-alone". */
    private static final long LOCK = 0x6b66_2d61_6c6f_6e65L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Presence() {}

    /**
     * A connection that shows as long as it lives that a server is there. Waits where a command is
     * at work.
     *
     * @throws StoreMismatch if it is at work for longer than a lock is waited for
     */
    static Statements ofServer(DataSource source) throws SQLException {
        Statements statements = Statements.open(source);
        try {
            ask(statements, "SELECT pg_advisory_lock_shared(?) IS NOT NULL");
            statements.connection().commit();
            return statements;
        } catch (SQLException e) {
            statements.close();
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new StoreMismatch(
                        "a command that decides about the database is at work on it",
                        "wait until it has ended");
            }
            throw e;
        }
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
