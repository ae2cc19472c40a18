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

/** The form of the tables, and how they are brought to the newest one. */
public final class Schema {
    /** The number of the newest migration. */
    static final int NEWEST = 21;

    private static final String MIGRATIONS = "classpath:dev/keyferry/server/store/";
    private static final int OLDEST_POSTGRESQL = 14;
    private static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    /** How the tables of a database stand to those of this version. */
    public enum Form {
        /** There are none. */
        MISSING,
        OLDER,
        CURRENT,
        NEWER
    }

    /**
     * Migrates where the schema is behind; only then, because Flyway takes half a second. Of
     * several servers that start at once one does it, and the others wait.
     *
     * @throws StoreMismatch if no store can be kept in this database, or its tables are a newer
     *     version's
     */
    public static void bringUp(DataSource source) throws SQLException {
        switch (form(source)) {
            case CURRENT -> {}
            case NEWER ->
                    throw new StoreMismatch(
                            "the database has tables of a newer version of Keyferry",
                            "use that version or a newer one");
            case MISSING, OLDER -> migrate(source);
        }
    }

    private static void migrate(DataSource source) throws SQLException {
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
    public static boolean isFounded(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return isFounded(connection);
        }
    }

    /** The same, in the present transaction. */
    public static boolean isFounded(Connection connection) throws SQLException {
        return hasTable(connection, "deployment")
                && isPositive(connection, "SELECT count(*) FROM deployment");
    }

    public static Form form(DataSource source) throws SQLException {
        String newest = "SELECT max(CAST(version AS INTEGER)) FROM " + HISTORY + " WHERE success";
        try (Connection connection = source.getConnection()) {
            if (!hasTable(connection, HISTORY)) {
                return Form.MISSING;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(newest)) {
                int version = row.next() ? row.getInt(1) : 0;
                if (version == NEWEST) {
                    return Form.CURRENT;
                }
                return version > NEWEST ? Form.NEWER : Form.OLDER;
            }
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
