package dev.keyferry.server.store;

import dev.keyferry.server.store.rows.identity.IdentitiesAsPrinted;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables to the newest form. */
final class Schema {
    /** The number of the newest migration. */
    static final String NEWEST = "16";

    private static final String MIGRATIONS = "classpath:dev/keyferry/server/store/sqlite";
    private static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    /** Migrates where the schema is behind; only then, because Flyway takes half a second. */
    static void bringUp(DataSource source) throws SQLException {
        if (isCurrent(source)) {
            return;
        }
        Flyway.configure()
                .dataSource(source)
                .locations(MIGRATIONS)
                .javaMigrations(new IdentitiesAsPrinted())
                .table(HISTORY)
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }

    static boolean isCurrent(DataSource source) throws SQLException {
        String table = "SELECT count(*) FROM sqlite_master WHERE name = '" + HISTORY + "'";
        String done =
                "SELECT count(*) FROM " + HISTORY + " WHERE success = 1 AND version = " + NEWEST;
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            return isPositive(statement, table) && isPositive(statement, done);
        }
    }

    private static boolean isPositive(Statement statement, String count) throws SQLException {
        try (ResultSet row = statement.executeQuery(count)) {
            return row.next() && row.getInt(1) > 0;
        }
    }
}
