package dev.keyferry.server.store.copy;

import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.Schema;
import dev.keyferry.server.store.copy.StoreCopy.NotCopied;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.rows.Dialect;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Takes a whole store into a database that has none. */
public final class Transfer {
    private Transfer() {}

    /**
     * Copies one moment of the store, also while servers change it. All of it is durable when this
     * returns; nothing is in the other database when it throws.
     *
     * @return the tables, each as it is in both
     * @throws StoreMismatch if there is no store, or not of this version's form, or the other
     *     database has one
     * @throws StoreUnavailable if one of them cannot be read or written
     */
    public static List<CopiedTable> copy(Engine from, Engine into) {
        try {
            requireCurrent(from.reading());
            Schema.bringUp(into.migrating());
            try (Connection source = begun(from.copying());
                    Connection target = begun(into.migrating())) {
                requireEmpty(target);
                List<CopiedTable> copied = StoreCopy.copy(source, target);
                target.commit();
                return copied;
            }
        } catch (NotCopied e) {
            throw new StoreMismatch(
                    String.valueOf(e.getMessage()),
                    "use a database that has nothing else, and let nobody else write to it");
        } catch (SQLException e) {
            throw new StoreUnavailable("the store cannot be copied", e);
        }
    }

    /** What one moment of a store has; of two that are equal one is a copy of the other. */
    public static List<CopiedTable> read(Engine engine) {
        try {
            requireCurrent(engine.reading());
            try (Connection store = begun(engine.copying())) {
                return StoreCopy.read(store);
            }
        } catch (SQLException e) {
            throw new StoreUnavailable("the store cannot be read", e);
        }
    }

    private static Connection begun(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void requireCurrent(DataSource source) throws SQLException {
        switch (Schema.form(source)) {
            case CURRENT -> {
                if (!Schema.isFounded(source)) {
                    throw none();
                }
            }
            case MISSING -> throw none();
            case OLDER ->
                    throw new StoreMismatch(
                            "the store has tables of an older version of Keyferry",
                            "use the version that serves it, or start a server of this version on"
                                    + " it, which brings it up");
            case NEWER ->
                    throw new StoreMismatch(
                            "the store has tables of a newer version of Keyferry",
                            "use that version or a newer one");
        }
    }

    private static StoreMismatch none() {
        return new StoreMismatch(
                "there is no Keyferry store in the database",
                "name the database, or the directory, that a server has");
    }

    /** From here on no server can found a store there. */
    private static void requireEmpty(Connection target) throws SQLException {
        try (Statement statement = target.createStatement()) {
            if (Dialect.of(target) == Dialect.POSTGRESQL) {
                statement.execute("LOCK TABLE deployment, head IN EXCLUSIVE MODE");
            }
        }
        if (Schema.isFounded(target)) {
            throw new StoreMismatch(
                    "the database that is to be filled has a store already",
                    "make an empty one, or name another one");
        }
    }
}
