package dev.keyferry.server.http.parts;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Tells whether a server has written anything to its database. Confined to one thread. */
public final class StoreWatch implements AutoCloseable {
    private final Connection connection;

    public StoreWatch(Path database) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    /**
     * A number that is another one once anybody else has committed anything: SQLite's {@code
     * data_version}.
     */
    public long version() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA data_version")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
