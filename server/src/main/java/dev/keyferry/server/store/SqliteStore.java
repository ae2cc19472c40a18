package dev.keyferry.server.store;

import dev.keyferry.server.store.founding.Deployment;
import dev.keyferry.server.store.founding.Foundation;
import dev.keyferry.server.store.founding.Founding;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.writer.GroupWriter;
import dev.keyferry.server.usecase.measure.StoreMeasures;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.port.CommitListener;
import dev.keyferry.server.usecase.port.Evidences;
import dev.keyferry.server.usecase.port.Records;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.Tokens;
import dev.keyferry.server.usecase.port.Tunnels;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.Edges;
import dev.keyferry.server.usecase.port.edge.Gateways;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * One database file: what is read of it and the writer that changes it. Thread-safe. One process at
 * a time may have a file open for writing.
 */
public final class SqliteStore implements AutoCloseable {
    private final Deployment deployment;
    private final ReaderPools readers;
    private final GroupWriter groups;
    private final InstantSource clock;

    private SqliteStore(
            Deployment deployment, ReaderPools readers, GroupWriter groups, InstantSource clock) {
        this.deployment = deployment;
        this.readers = readers;
        this.groups = groups;
        this.clock = clock;
    }

    /**
     * Opens the store and makes it where there is none.
     *
     * @param listener hears of the head at once, and then of every commit with new revisions
     * @throws StoreMismatch if the store belongs to other files or settings
     * @throws StoreUnavailable if it cannot be opened
     */
    public static SqliteStore open(
            Path file, Founding founding, InstantSource clock, CommitListener listener) {
        return open(
                SqliteSources.writer(file),
                SqliteSources.reader(file),
                Deadlines.DEFAULT,
                founding,
                clock,
                listener);
    }

    static SqliteStore open(
            DataSource writing,
            DataSource reading,
            Deadlines deadlines,
            Founding founding,
            InstantSource clock,
            CommitListener listener) {
        try {
            Schema.bringUp(writing);
            try (Statements statements = Statements.open(writing)) {
                Deployment deployment = new Foundation(statements, clock.instant()).lay(founding);
                GroupWriter groups =
                        GroupWriter.start(
                                writing, clock, listener, deadlines.commit(), deployment.head());
                return new SqliteStore(
                        deployment, ReaderPools.over(reading, deadlines.read()), groups, clock);
            }
        } catch (SQLException e) {
            throw new StoreUnavailable("the store cannot be opened", e);
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
        return new StoredRecords(readers, deployment.epochs().history(), deployment.domain());
    }

    public Tokens tokens() {
        return new StoredTokens(readers);
    }

    public Evidences evidences() {
        return new StoredEvidences(readers);
    }

    public StoreMeasures measures() {
        return new StoredMeasures(readers, groups);
    }

    public Writer writer() {
        return new StoredWriter(groups, readers, clock);
    }

    public Edges edges() {
        return new StoredEdges(readers, deployment.domain());
    }

    public Gateways gateways() {
        return new StoredGateways(readers);
    }

    /** Lets what waits be committed, then closes. */
    @Override
    public void close() {
        groups.close();
        readers.close();
    }
}
