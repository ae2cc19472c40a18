package dev.keyferry.server.store;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.founding.Succession;
import dev.keyferry.server.store.founding.Succession.Decided;
import dev.keyferry.server.store.founding.Succession.Epochs;
import dev.keyferry.server.store.postgres.Presence;
import dev.keyferry.server.store.rows.DataKeyRow;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.RecordRow;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.recall.StoredRow;
import dev.keyferry.server.store.rows.token.TokenRow;
import dev.keyferry.server.store.writer.SoleWriter;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.recall.Stored;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A database at which no server is, for an operator's decision about it. Every method throws {@link
 * StoreUnavailable} if it cannot be read or written. Confined to one thread.
 */
public final class StoppedStore implements AutoCloseable {
    private final Statements statements;
    private final Succession succession;

    private StoppedStore(Statements statements) {
        this.statements = statements;
        this.succession = new Succession(statements);
    }

    /**
     * Opens it, and brings its tables to the newest form.
     *
     * @throws StoreMismatch if there is no store in the database, or one of a newer version, or a
     *     server is there
     */
    public static StoppedStore open(Engine engine) {
        try {
            if (!Schema.isFounded(engine.migrating())) {
                throw new StoreMismatch(
                        "there is no Keyferry store in the database",
                        "name the file, the database or the directory that has it");
            }
            // Who has the directory is alone with its file, and a connection for writing locks it.
            boolean isShared = engine.sharing().isPresent();
            if (!isShared) {
                Schema.bringUp(engine.migrating());
            }
            StoppedStore store = new StoppedStore(Statements.open(engine.writing()));
            try {
                if (isShared) {
                    // Under servers that run the tables stay as they are.
                    store.requireAlone();
                    Schema.bringUp(engine.migrating());
                }
                return store;
            } catch (StoreMismatch | StoreUnavailable | SQLException e) {
                store.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    public Head head() {
        return read(succession::head);
    }

    public Epochs epochs() {
        return read(succession::epochs);
    }

    public List<KeptGateway> gateways() {
        return read(succession::gateways);
    }

    /** What is compared with what gateways hold. */
    public Stored stored() {
        return read(() -> StoredRow.read(statements, succession.epochs().history()));
    }

    /** Records of the edge, as many as a gateway reads at once. */
    public List<TunnelRecord> records(EdgeId edge) {
        return read(() ->
                RecordRow.after(
                        statements,
                        StoredRow.domain(statements),
                        edge,
                        Revision.NONE,
                        Page.MAX_RECORDS));
    }

    /** All keys of the edge's tunnels. */
    public List<KeyRecord> keys(EdgeId edge) {
        return read(() -> {
            IkeDomain domain = StoredRow.domain(statements);
            List<KeyRecord> keys = new ArrayList<>();
            Revision after = Revision.NONE;
            boolean isWhole = false;
            while (!isWhole) {
                List<TunnelRecord> page =
                        RecordRow.after(statements, domain, edge, after, Page.MAX_RECORDS);
                for (TunnelRecord record : page) {
                    after = record.revision();
                    if (record instanceof KeyRecord key) {
                        keys.add(key);
                    }
                }
                isWhole = page.size() < Page.MAX_RECORDS;
            }
            return keys;
        });
    }

    /**
     * Takes over the epochs that followed its own, and how far the last of them came.
     *
     * @param epochs of which its own are the first
     */
    public void follow(Epochs epochs, Revision reached) {
        try {
            succession.follow(epochs, reached);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Begins the decided epoch; durable when this returns. */
    public void begin(Decided decided) {
        try {
            succession.begin(decided);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** All API tokens, whoever's, the oldest first. */
    public List<KeptToken> tokens() {
        return read(() -> TokenRow.all(statements));
    }

    /** The sealed data keys of these records. */
    public Map<DataKeyId, SealedDataKey> dataKeys(List<KeyRecord> keys) {
        Set<DataKeyId> ids = keys.stream().map(KeyRecord::dataKey).collect(toSet());
        return read(() -> DataKeyRow.read(statements, ids)).stream()
                .collect(toMap(SealedDataKey::id, key -> key));
    }

    /**
     * Puts a MAC in the place of the epochs' own, and makes the change as a server would; both are
     * durable when this returns, or neither.
     *
     * @param succession empty where the epochs keep the one that they have
     */
    public <T> T write(Optional<Bytes> succession, Change<T> change, Instant now) {
        try {
            if (succession.isPresent()) {
                this.succession.sign(succession.get());
            }
            return SoleWriter.write(statements, now, change);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Makes the change as a server would; durable when this returns.
     *
     * @throws dev.keyferry.server.usecase.refusal.Refusal if its decision does; nothing was changed
     */
    public <T> T write(Change<T> change, Instant now) {
        return write(Optional.empty(), change, now);
    }

    @Override
    public void close() {
        try {
            statements.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The lock is the connection's; the transaction must not lie idle. */
    private boolean isAlone() throws SQLException {
        boolean isAlone = Presence.isAlone(statements);
        statements.connection().rollback();
        return isAlone;
    }

    private void requireAlone() {
        if (!read(this::isAlone)) {
            throw new StoreMismatch(
                    "servers are running on the database", "stop all that share it");
        }
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try {
            T read = reading.read();
            // A database ends a transaction in which nothing is said, and deciding takes a while.
            statements.connection().rollback();
            return read;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static StoreUnavailable failed(SQLException cause) {
        return new StoreUnavailable("the database cannot be read or written", cause);
    }
}
