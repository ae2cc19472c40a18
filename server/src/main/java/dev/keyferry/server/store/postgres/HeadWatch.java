package dev.keyferry.server.store.postgres;

import dev.keyferry.server.defect.WithoutTexts;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.writer.GroupWriter;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of what other servers commit. Reading the head every {@link #BEAT} is what counts; being
 * told of a commit only makes it sooner. Thread-safe, on a thread of its own.
 */
public final class HeadWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HeadWatch.class);

    /** The longest between two looks. */
    static final Duration BEAT = Duration.ofMillis(100);

    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final DataSource source;
    private final GroupWriter groups;
    private final CountDownLatch isClosed = new CountDownLatch(1);
    private final Thread thread;

    private HeadWatch(Statements presence, DataSource source, GroupWriter groups) {
        this.source = source;
        this.groups = groups;
        this.thread = Thread.ofVirtual().name("store-head-watch").unstarted(() -> run(presence));
    }

    /**
     * Tells the writer of every head that it did not commit itself.
     *
     * @param presence by which this server shows that it is there; this closes it
     * @param source of others, where that connection is lost
     */
    static HeadWatch start(Statements presence, DataSource source, GroupWriter groups) {
        HeadWatch watch = new HeadWatch(presence, source, groups);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        isClosed.countDown();
        try {
            if (!thread.join(CLOSING)) {
                log.atWarn().log("the store closes while its head is still being read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Statements presence) {
        try {
            follow(() -> presence);
            while (!isClosed.await(RECONNECT.toMillis(), TimeUnit.MILLISECONDS)) {
                follow(() -> Presence.ofServer(source));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Connecting {
        Statements connect() throws SQLException;
    }

    /** Returns when the connection fails, or when this is closed. */
    private void follow(Connecting connecting) {
        try (Statements statements = connecting.connect()) {
            try (Statement listen = statements.connection().createStatement()) {
                listen.execute("LISTEN " + Head.CHANNEL);
            }
            statements.connection().commit();
            while (isClosed.getCount() > 0) {
                groups.heard(Head.read(statements), statements);
                // Nobody is told anything within a transaction.
                statements.connection().rollback();
                awaitNews(statements.connection().unwrap(PGConnection.class));
            }
        } catch (SQLException | StoreMismatch e) {
            log.atWarn().setCause(e).log("commits of other servers are not heard of for now");
        } catch (RuntimeException | Error e) {
            // The boundary of this thread: whatever one look meets, another one is taken.
            log.atError()
                    .setCause(WithoutTexts.of(e))
                    .log("what other servers committed was not taken up");
        }
    }

    private void awaitNews(PGConnection connection) throws SQLException {
        long end = System.nanoTime() + BEAT.toNanos();
        long left = BEAT.toMillis();
        while (left > 0 && !hasNews(connection.getNotifications(Math.toIntExact(left)))) {
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    /** True if one of them is of more than is known, and so not of a commit of this server. */
    private boolean hasNews(PGNotification[] notifications) {
        for (PGNotification told : notifications) {
            if (told.getParameter().compareTo(Head.told(groups.head())) > 0) {
                return true;
            }
        }
        return false;
    }
}
