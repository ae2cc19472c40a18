package dev.keyferry.server.store;

import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.rows.Dialect;
import dev.keyferry.server.store.rows.identity.IdentitiesAsPrinted;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the tables to the newest form. */
final class Schema {
    /** The number of the newest migration. */
    static final String NEWEST = "20";

    private static final String MIGRATIONS = "classpath:dev/keyferry/server/store/";
    private static final int OLDEST_POSTGRESQL = 14;
    private static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    /**
     * Migrates where the schema is behind; only then, because Flyway takes half a second. Of
     * several servers that start at once one does it, and the others wait.
     *
     * @throws StoreMismatch if no store can be kept in this database
     */
    static void bringUp(DataSource source) throws SQLException {
        if (isCurrent(source)) {
            return;
        }
        FluentConfiguration flyway =
                Flyway.configure()
                        .dataSource(source)
                        .table(HISTORY)
                        .validateMigrationNaming(true)
                        .failOnMissingLocations(true);
        switch (dialect(source)) {
            case SQLITE ->
                    flyway.locations(MIGRATIONS + "sqlite")
                            .javaMigrations(new IdentitiesAsPrinted());
            case POSTGRESQL -> flyway.locations(MIGRATIONS + "postgresql");
        }
        flyway.load().migrate();
    }

    /** True if a server has ever served from this database. */
    static boolean isFounded(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return hasTable(connection, "deployment")
                    && isPositive(connection, "SELECT count(*) FROM deployment");
        }
    }

    static boolean isCurrent(DataSource source) throws SQLException {
        String done =
                "SELECT count(*) FROM " + HISTORY + " WHERE success AND version = '" + NEWEST + "'";
        try (Connection connection = source.getConnection()) {
            return hasTable(connection, HISTORY) && isPositive(connection, done);
        }
    }

    private static boolean isPositive(Connection connection, String count) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(count)) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    private static boolean hasTable(Connection connection, String name) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        try (ResultSet tables = database.getTables(null, connection.getSchema(), name, null)) {
            return tables.next();
        }
    }

    private static Dialect dialect(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            if (dialect == Dialect.POSTGRESQL) {
                require(connection);
            }
            return dialect;
        }
    }

    /** Refuses a PostgreSQL that has not what the statements need. */
    private static void require(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_POSTGRESQL) {
            throw new StoreMismatch(
                    "the database is PostgreSQL " + version + ", which is too old",
                    "use PostgreSQL " + OLDEST_POSTGRESQL + " or a newer one");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_encoding")) {
            if (!row.next() || !row.getString(1).equals("UTF8")) {
                throw new StoreMismatch(
                        "the database does not keep its text as UTF-8",
                        "make one with CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0");
            }
        }
    }
}
