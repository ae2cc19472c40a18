package dev.keyferry.server.store;

import dev.keyferry.server.store.founding.Deployment;
import dev.keyferry.server.store.founding.Foundation;
import dev.keyferry.server.store.founding.Founding;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.port.ReaderPools;
import dev.keyferry.server.store.port.StoredAccounts;
import dev.keyferry.server.store.port.StoredAudit;
import dev.keyferry.server.store.port.StoredEdges;
import dev.keyferry.server.store.port.StoredEvidences;
import dev.keyferry.server.store.port.StoredGateways;
import dev.keyferry.server.store.port.StoredIndex;
import dev.keyferry.server.store.port.StoredMeasures;
import dev.keyferry.server.store.port.StoredOrders;
import dev.keyferry.server.store.port.StoredRecords;
import dev.keyferry.server.store.port.StoredTokens;
import dev.keyferry.server.store.port.StoredTunnels;
import dev.keyferry.server.store.port.StoredWriter;
import dev.keyferry.server.store.postgres.SharedDatabase;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.writer.GroupWriter;
import dev.keyferry.server.usecase.measure.StoreMeasures;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.port.Audit;
import dev.keyferry.server.usecase.port.CommitListener;
import dev.keyferry.server.usecase.port.Evidences;
import dev.keyferry.server.usecase.port.ProgressBoard;
import dev.keyferry.server.usecase.port.Records;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.Tokens;
import dev.keyferry.server.usecase.port.Tunnels;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.Edges;
import dev.keyferry.server.usecase.port.edge.Gateways;
import dev.keyferry.server.usecase.port.reauth.KeptOrders;
import dev.keyferry.server.usecase.survey.TunnelIndex;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One database: what is read of it and the writer that changes it. Thread-safe. One process at a
 * time may have a file of SQLite open for writing; several may share a database of PostgreSQL.
 */
public final class Store implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Store.class);

    private final Engine engine;
    private final Deployment deployment;
    private final ReaderPools readers;
    private final GroupWriter groups;
    private final Optional<SharedDatabase> shared;
    private final InstantSource clock;

    private Store(
            Engine engine,
            Deployment deployment,
            ReaderPools readers,
            GroupWriter groups,
            Optional<SharedDatabase> shared,
            InstantSource clock) {
        this.engine = engine;
        this.deployment = deployment;
        this.readers = readers;
        this.groups = groups;
        this.shared = shared;
        this.clock = clock;
    }

    /**
     * Opens the store and makes it where there is none.
     *
     * @param listener hears of the head at once, and then of every commit with new revisions
     * @throws StoreMismatch if the store belongs to other files or settings
     * @throws StoreUnavailable if it cannot be opened
     */
    public static Store open(
            Engine engine, Founding founding, InstantSource clock, CommitListener listener) {
        return open(engine, Deadlines.DEFAULT, founding, clock, listener);
    }

    /**
     * True if the database has a store.
     *
     * @throws StoreUnavailable if that cannot be asked
     */
    public static boolean isFounded(Engine engine) {
        try {
            return Schema.isFounded(engine.migrating());
        } catch (SQLException e) {
            throw new StoreUnavailable("the store cannot be opened", e);
        }
    }

    static Store open(
            Engine engine,
            Deadlines deadlines,
            Founding founding,
            InstantSource clock,
            CommitListener listener) {
        Optional<SharedDatabase> shared = Optional.empty();
        boolean isOpen = false;
        try {
            if (engine.sharing().isPresent()) {
                // Before anything is read or changed: no command decides about it from here on.
                shared = Optional.of(SharedDatabase.enter(engine.sharing().get()));
            }
            Schema.bringUp(engine.migrating());
            Deployment deployment = found(engine, founding, clock);
            GroupWriter groups =
                    GroupWriter.start(
                            engine.writing(), clock, listener, deadlines.commit(), deployment);
            shared.ifPresent(database -> database.follow(groups));
            isOpen = true;
            return new Store(
                    engine,
                    deployment,
                    ReaderPools.over(engine.reading(), engine.readers(), deadlines.read()),
                    groups,
                    shared,
                    clock);
        } catch (SQLException e) {
            throw new StoreUnavailable("the store cannot be opened", e);
        } finally {
            if (!isOpen) {
                shared.ifPresent(SharedDatabase::close);
            }
        }
    }

    private static Deployment found(Engine engine, Founding founding, InstantSource clock)
            throws SQLException {
        try (Statements statements = Statements.open(engine.writing())) {
            return new Foundation(statements, clock.instant()).lay(founding);
        }
    }

    public Deployment deployment() {
        return deployment;
    }

    public Accounts accounts() {
        return new StoredAccounts(readers);
    }

    public Tunnels tunnels() {
        return new StoredTunnels(readers);
    }

    public Records records() {
        return new StoredRecords(
                readers, groups.fleet(), deployment.epochs().history(), deployment.domain());
    }

    public Tokens tokens() {
        return new StoredTokens(readers);
    }

    public Evidences evidences() {
        return new StoredEvidences(readers);
    }

    public KeptOrders orders() {
        return new StoredOrders(readers, clock);
    }

    public Audit audit() {
        return new StoredAudit(readers);
    }

    public TunnelIndex index() {
        return new StoredIndex(readers);
    }

    public StoreMeasures measures() {
        return new StoredMeasures(readers, groups);
    }

    public Writer writer() {
        return new StoredWriter(groups, readers, clock);
    }

    /** The listener is told of all edges and gateways before anything is decided or handed out. */
    public void doubtFleet() {
        groups.fleet().doubt();
    }

    /** Where servers tell each other what gateways say; empty where no other can be. */
    public Optional<ProgressBoard> board() {
        return shared.map(SharedDatabase::board);
    }

    public Edges edges() {
        return new StoredEdges(readers, deployment.domain());
    }

    public Gateways gateways() {
        return new StoredGateways(readers);
    }

    /** Lets what waits be committed, then closes. A file is whole by itself from then on. */
    @Override
    public void close() {
        shared.ifPresent(SharedDatabase::close);
        groups.close();
        readers.close();
        try {
            engine.leave();
        } catch (SQLException e) {
            log.atWarn().setCause(e).log("the database's log stays beside its file");
        }
    }
}
