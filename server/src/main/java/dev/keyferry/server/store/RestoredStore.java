package dev.keyferry.server.store;

import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.store.founding.Succession;
import dev.keyferry.server.store.founding.Succession.Decided;
import dev.keyferry.server.store.founding.Succession.Epochs;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.recall.StoredRow;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.recall.Stored;
import java.sql.SQLException;
import java.util.List;

/**
 * A database that no server has open, for an operator's decision about it. Every method throws
 * {@link StoreUnavailable} if it cannot be read or written. Confined to one thread.
 */
public final class RestoredStore implements AutoCloseable {
    private final Statements statements;
    private final Succession succession;

    private RestoredStore(Statements statements) {
        this.statements = statements;
        this.succession = new Succession(statements);
    }

    /** Opens it, and brings its tables to the newest form. */
    public static RestoredStore open(Engine engine) {
        try {
            Schema.bringUp(engine.migrating());
            return new RestoredStore(Statements.open(engine.writing()));
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

    /** Begins the decided epoch; durable when this returns. */
    public void begin(Decided decided) {
        try {
            succession.begin(decided);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            statements.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static StoreUnavailable failed(SQLException cause) {
        return new StoreUnavailable("the database cannot be read or written", cause);
    }
}
