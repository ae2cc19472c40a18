package dev.keyferry.server.store.writer;

import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.defect.Defect;
import dev.keyferry.server.defect.WithoutTexts;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.log.RequestScope;
import dev.keyferry.server.store.founding.Deployment;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.audit.AuditRow;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.CommitListener;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits all changes that wait in one transaction, so that a commit's cost is shared by all who
 * came while the one before was under way. It never waits for company. The only writer of the
 * database, on a thread of its own; thread-safe.
 *
 * <p>Where a group fails, each of its changes is tried alone, so that only the guilty one fails.
 * Where a commit's outcome is not known, it is looked up and never guessed.
 */
public final class GroupWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(30);

    /** How long a database that is away is waited for where a commit's outcome depends on it. */
    private static final Duration LOOKUP = Duration.ofSeconds(10);

    private static final Duration LOOKUP_PAUSE = Duration.ofMillis(100);
    private static final String NOTHING_CHANGED = "the change failed; nothing was changed";
    private static final String UNKNOWN =
            "the store failed while it committed; whether the change took effect is not known";
    private static final String REPLACED =
            "the store has another history than when this server opened it; nothing was changed";

    private final DataSource source;
    private final InstantSource clock;
    private final CommitListener listener;
    private final Fleet fleet;
    private final Duration deadline;
    private final Epoch epoch;
    private final ChangeQueue queue = new ChangeQueue();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("store-writer").unstarted(this::run);
    private volatile Revision head;

    // Below: the writer's thread only.
    private Optional<Statements> connection = Optional.empty();
    private long serial;

    private GroupWriter(
            DataSource source,
            InstantSource clock,
            CommitListener listener,
            Duration deadline,
            Deployment deployment) {
        this.source = source;
        this.clock = clock;
        this.listener = listener;
        this.fleet = new Fleet(listener);
        this.deadline = deadline;
        this.epoch = deployment.epoch();
        this.head = deployment.head();
    }

    /**
     * Starts the writer.
     *
     * @param source gives connections on which whoever locked the head writes alone
     * @param deadline how long a caller waits for its commit
     * @param deployment with the store's head; the listener hears of that first
     */
    public static GroupWriter start(
            DataSource source,
            InstantSource clock,
            CommitListener listener,
            Duration deadline,
            Deployment deployment) {
        GroupWriter writer = new GroupWriter(source, clock, listener, deadline, deployment);
        listener.committed(deployment.head());
        writer.thread.start();
        return writer;
    }

    /** See {@link dev.keyferry.server.usecase.port.Writer#write}. */
    public <T> T write(Change<T> change) throws InterruptedException {
        Waiting<T> waiting = new Waiting<>(change);
        return switch (queue.offer(waiting)) {
            case TAKEN -> waiting.await(deadline);
            case FULL -> throw new Refusal.Busy(RETRY_AFTER);
            case CLOSED -> throw new StoreUnavailable("the server is stopping");
        };
    }

    /** The newest revision that was committed. */
    public Revision head() {
        return head;
    }

    /** Which edges and gateways this server goes by. */
    public Fleet fleet() {
        return fleet;
    }

    /** This is the head now, whoever committed it. */
    public void heard(Head now, Statements statements) throws SQLException {
        if (now.epoch().equals(epoch)) {
            // Before the revisions: who is revoked is not woken to read them.
            fleet.followNewest(now, statements);
            publish(now.revision());
        } else {
            listener.replaced();
        }
    }

    /** How many transactions this writer has committed. */
    public long commits() {
        return commits.get();
    }

    /** How many changes failed by themselves or by the store, and changed nothing. */
    public long failures() {
        return failures.get();
    }

    /** How many changes wait to be taken into a group. */
    public int waiting() {
        return queue.size();
    }

    /** Takes no more changes, commits those that wait, and stops. */
    @Override
    public void close() {
        queue.close();
        try {
            if (!thread.join(CLOSING)) {
                log.atWarn().log("the store closes while a change is still being committed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (List<Waiting<?>> group = queue.takeGroup();
                    !group.isEmpty();
                    group = queue.takeGroup()) {
                commit(group);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.close();
            disconnect();
        }
    }

    private void commit(List<Waiting<?>> group) {
        try (RequestScope _ = RequestScope.of(onlyRequest(group))) {
            tryToCommit(group);
        }
    }

    private static Optional<RequestId> onlyRequest(List<Waiting<?>> group) {
        return group.size() == 1
                ? Optional.of(group.getFirst().change().caller().request())
                : Optional.empty();
    }

    // The boundary of this thread: whatever a change does, the writer goes on with the next one.
    private void tryToCommit(List<Waiting<?>> group) {
        Optional<DecidedGroup> settled;
        try {
            settled = attempt(group);
        } catch (Throwable e) {
            disconnect();
            failed(group, e);
            return;
        }
        settled.ifPresent(this::tell);
    }

    /** The changes are durable now: whatever fails from here on, they must not be tried again. */
    private void tell(DecidedGroup group) {
        try {
            // Before the revisions: who is revoked is not woken to read them.
            fleet.committed(group.head(), group.loaded().edges());
            publish(group.head().revision());
            if (!group.loaded().orders().isEmpty()) {
                listener.ordered();
            }
        } catch (Throwable e) {
            log.atError().setCause(WithoutTexts.of(e)).log("a commit was not announced");
        }
        group.answer();
    }

    private void failed(List<Waiting<?>> group, Throwable cause) {
        if (group.size() > 1) {
            log.atWarn()
                    .addKeyValue("changes", group.size())
                    .setCause(loggable(cause))
                    .log("a group of changes failed; each is tried alone");
            group.forEach(waiting -> commit(List.of(waiting)));
            return;
        }
        failures.incrementAndGet();
        Waiting<?> guilty = group.getFirst();
        log.atError().setCause(loggable(cause)).log("a change failed");
        switch (cause) {
            case SQLException broken -> guilty.fail(NOTHING_CHANGED, broken);
            // A decision looked something up.
            case StoreUnavailable broken -> guilty.fail(NOTHING_CHANGED, broken);
            default -> guilty.fail(new Defect(cause));
        }
    }

    // A decision handles keys, and the text of what it threw may quote them. The database's texts
    // name tables and files, which an operator needs.
    private static Throwable loggable(Throwable cause) {
        return switch (cause) {
            case SQLException broken -> broken;
            case StoreUnavailable broken -> broken;
            default -> WithoutTexts.of(cause);
        };
    }

    /** Commits the group, and returns it unless its changes were answered in another way. */
    private Optional<DecidedGroup> attempt(List<Waiting<?>> changes) throws SQLException {
        Head before = begin();
        Statements statements = connect();
        LoadedGroup loaded =
                LoadedGroup.load(
                        statements,
                        ++serial,
                        now(),
                        before,
                        changes.stream().map(waiting -> waiting.change().names()).toList());
        DecidedGroup group = DecidedGroup.decide(changes, loaded, before);
        if (!group.isAnything()) {
            statements.connection().rollback();
            return Optional.of(group);
        }
        group.write(statements);
        try {
            statements.connection().commit();
        } catch (SQLException e) {
            disconnect();
            return resolve(changes, group, e);
        }
        commits.incrementAndGet();
        return Optional.of(group);
    }

    /**
     * Begins a transaction that no other server's is beside. A connection may have died since its
     * last use; nothing was done over it then, so a fresh one does as well.
     */
    private Head begin() throws SQLException {
        boolean wasIdle = connection.isPresent();
        Head before;
        try {
            before = Head.lock(connect());
        } catch (SQLException e) {
            disconnect();
            if (!wasIdle || !Statements.isLost(e)) {
                throw e;
            }
            before = Head.lock(connect());
        }
        // What other servers did is known before anything is decided.
        heard(before, connect());
        if (!before.epoch().equals(epoch)) {
            throw new StoreUnavailable(REPLACED);
        }
        return before;
    }

    /** Looks up what a failed commit came to. */
    private Optional<DecidedGroup> resolve(
            List<Waiting<?>> changes, DecidedGroup group, SQLException cause) {
        if (group.lastAccepted().isEmpty()) {
            return unknown(changes, cause);
        }
        boolean isCommitted;
        try {
            isCommitted = isCommitted(group.lastAccepted().get());
        } catch (SQLException e) {
            e.addSuppressed(cause);
            return unknown(changes, e);
        }
        if (!isCommitted) {
            failed(changes, cause);
            return Optional.empty();
        }
        commits.incrementAndGet();
        return Optional.of(group);
    }

    private static Optional<DecidedGroup> unknown(List<Waiting<?>> changes, SQLException cause) {
        log.atError().setCause(cause).log("a commit failed and its outcome cannot be looked up");
        changes.forEach(waiting -> waiting.fail(UNKNOWN, cause));
        return Optional.empty();
    }

    private boolean isCommitted(RequestId last) throws SQLException {
        long end = System.nanoTime() + LOOKUP.toNanos();
        while (true) {
            try {
                return isWritten(last);
            } catch (SQLException e) {
                disconnect();
                if (!Statements.isLost(e) || System.nanoTime() > end) {
                    throw e;
                }
            }
            LockSupport.parkNanos(LOOKUP_PAUSE.toNanos());
        }
    }

    /**
     * The transaction whose commit was not answered may still be under way at the database. It has
     * locked the head, so once this has the lock it came to its end, one way or the other.
     */
    private boolean isWritten(RequestId last) throws SQLException {
        Statements statements = connect();
        Head.lock(statements);
        boolean isWritten = AuditRow.isWritten(statements, last);
        statements.connection().rollback();
        return isWritten;
    }

    private synchronized void publish(Revision newest) {
        if (newest.isAfter(head)) {
            head = newest;
            listener.committed(newest);
        }
    }

    // What is stored is what is told: times have microseconds.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Statements connect() throws SQLException {
        if (connection.isEmpty()) {
            connection = Optional.of(Statements.open(source));
        }
        return connection.get();
    }

    /** Closing rolls back what is not committed. */
    private void disconnect() {
        try {
            if (connection.isPresent()) {
                connection.get().close();
            }
        } catch (SQLException e) {
            log.atWarn().setCause(e).log("a connection did not close");
        }
        connection = Optional.empty();
    }
}
