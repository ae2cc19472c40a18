package dev.keyferry.server.store.postgres;

import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.edge.NoteRow;
import dev.keyferry.server.usecase.port.ProgressBoard;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The board as a table of the shared database, which is not written to its log. Thread-safe: one
 * posts and one reads at a time, each over a connection of its own.
 */
public final class PostgresBoard implements ProgressBoard, AutoCloseable {
    /** What nobody has repeated for so long is of a server or a gateway that has ended. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final UUID server = UUID.randomUUID();
    private final Side posting;
    private final Side reading;
    private volatile Instant pruned = Instant.EPOCH;

    PostgresBoard(DataSource source) {
        this.posting = new Side(source);
        this.reading = new Side(source);
    }

    @Override
    public void post(List<Note> notes) throws InterruptedException {
        Instant newest = notes.stream().map(Note::heardOn).max(Comparator.naturalOrder()).get();
        boolean isPruning = pruned.isBefore(newest.minus(KEPT));
        posting.run(statements -> {
            if (isPruning) {
                NoteRow.prune(statements, newest.minus(KEPT));
            }
            NoteRow.put(statements, server, notes);
            statements.connection().commit();
            return true;
        });
        pruned = isPruning ? newest : pruned;
    }

    @Override
    public Posted after(long position) throws InterruptedException {
        return reading.run(statements -> {
            List<NoteRow> rows = NoteRow.after(statements, server, position);
            // A database that was put back, or taken over by another host, may count from less.
            boolean isAhead = rows.isEmpty() && NoteRow.newest(statements) < position;
            statements.connection().rollback();
            long reached = rows.isEmpty() ? position : rows.getLast().position();
            return new Posted(
                    isAhead ? 0 : reached,
                    rows.stream().flatMap(row -> row.note().stream()).toList());
        });
    }

    @Override
    public void close() {
        posting.close();
        reading.close();
    }

    private interface Work<T> {
        T run(Statements statements) throws SQLException;
    }

    /** A connection that is made anew where it was lost. */
    private static final class Side {
        private final DataSource source;
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<Statements> connection = Optional.empty();

        Side(DataSource source) {
            this.source = source;
        }

        <T> T run(Work<T> work) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                return attempt(work);
            } catch (SQLException e) {
                disconnect();
                throw new StoreUnavailable("the servers' board is out of reach", e);
            } catch (RuntimeException | Error e) {
                // What is half done is rolled back, and its lock given up.
                disconnect();
                throw e;
            } finally {
                lock.unlock();
            }
        }

        /** A connection may have died since its last use; what is done here may be done twice. */
        private <T> T attempt(Work<T> work) throws SQLException {
            boolean wasIdle = connection.isPresent();
            try {
                return work.run(connect());
            } catch (SQLException e) {
                disconnect();
                if (!wasIdle || !Statements.isLost(e)) {
                    throw e;
                }
                return work.run(connect());
            }
        }

        void close() {
            lock.lock();
            try {
                disconnect();
            } finally {
                lock.unlock();
            }
        }

        private Statements connect() throws SQLException {
            if (connection.isEmpty()) {
                connection = Optional.of(Statements.open(source));
            }
            return connection.get();
        }

        private void disconnect() {
            try {
                if (connection.isPresent()) {
                    connection.get().close();
                }
            } catch (SQLException e) {
                // It is given up either way.
            }
            connection = Optional.empty();
        }
    }
}
