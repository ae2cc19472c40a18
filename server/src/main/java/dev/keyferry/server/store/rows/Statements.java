package dev.keyferry.server.store.rows;

import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A connection whose statements are prepared once. The statements are constants of the code, so
 * there are few, and are written for every engine: see {@link Dialect}. Confined to one thread.
 */
public final class Statements implements AutoCloseable {
    /** Connection exceptions, and those of a database that stops, crashed or starts. */
    private static final Pattern LOST = Pattern.compile("08...|57P0[123]");

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Statements(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Opens a connection that is always in a transaction. */
    public static Statements open(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(false);
            return new Statements(connection, Dialect.of(connection));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * True if it failed because the connection is no more: the database was stopped, or is not
     * reached. On a fresh one the same may succeed.
     */
    public static boolean isLost(Throwable failure) {
        return switch (failure) {
            case SQLException e ->
                    e.getSQLState() != null && LOST.matcher(e.getSQLState()).matches();
            case StoreUnavailable e when e.getCause() != null -> isLost(e.getCause());
            default -> false;
        };
    }

    /** Sets a statement's parameters. */
    public interface Binder<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /** Makes a value of the present row. */
    public interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Returns the rows that there are for the parameters. */
    public <P, T> List<T> query(String sql, P parameters, Binder<P> binder, Mapper<T> mapper)
            throws SQLException {
        PreparedStatement statement = prepare(sql);
        binder.bind(statement, parameters);
        try (ResultSet rows = statement.executeQuery()) {
            List<T> values = new ArrayList<>();
            while (rows.next()) {
                values.add(mapper.map(rows));
            }
            return values;
        }
    }

    /** Runs the statement for every row; nothing happens without rows. */
    public <T> void update(String sql, Collection<T> rows, Binder<T> binder) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        PreparedStatement statement = prepare(sql);
        for (T row : rows) {
            binder.bind(statement, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** Like {@link #query}, for lookups that a decision makes. */
    public <P, T> List<T> look(String sql, P parameters, Binder<P> binder, Mapper<T> mapper) {
        try {
            return query(sql, parameters, binder, mapper);
        } catch (SQLException e) {
            throw new StoreUnavailable("the store cannot be read; nothing was changed", e);
        }
    }

    public Dialect dialect() {
        return dialect;
    }

    public Connection connection() {
        return connection;
    }

    /** Rolls back what is not committed. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = connection.prepareStatement(dialect.of(sql));
        prepared.put(sql, statement);
        return statement;
    }
}
