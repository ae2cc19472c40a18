package dev.keyferry.server.store.rows.identity;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.identity.PrintedIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Version 12 of the schema: the table {@code identity} has each identity as a charon prints it, no
 * more by type and bytes. Where two tunnels of an edge had what is printed alike, the older one
 * keeps it; the gateways turn the other's key down, as they do with every second claim.
 */
public final class IdentitiesAsPrinted implements JavaMigration {
    private static final String TABLE =
            """
            CREATE TABLE printed_identity (
                edge    TEXT NOT NULL,
                printed TEXT NOT NULL,
                tunnel  BLOB NOT NULL,
                PRIMARY KEY (edge, printed)
            ) STRICT, WITHOUT ROWID
            """;

    // Distinguished names were folded beyond recognition; what a tunnel's caller gave has them.
    private static final String CLAIMED =
            """
            SELECT i.edge, i.tunnel, i.type, i.value, NULL AS explicit, t.created_at AS at
            FROM identity AS i JOIN tunnel AS t ON t.id = i.tunnel
            WHERE i.type <> 'DN'
            UNION ALL
            SELECT t.edge, t.id, NULL, NULL, t.explicit_identities, t.created_at
            FROM tunnel AS t
            WHERE t.explicit_identities IS NOT NULL
            ORDER BY at
            """;

    private static final String CLAIM = "INSERT OR IGNORE INTO printed_identity VALUES (?, ?, ?)";
    private static final List<String> REPLACEMENT =
            List.of(
                    "DROP TABLE identity",
                    "ALTER TABLE printed_identity RENAME TO identity",
                    "CREATE INDEX identity_by_tunnel ON identity (tunnel)");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("12");
    }

    @Override
    public String getDescription() {
        return "identities as printed";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement();
                PreparedStatement claim = prepared(connection, statement)) {
            try (ResultSet row = statement.executeQuery(CLAIMED)) {
                while (row.next()) {
                    for (IkeIdentity identity : identities(row)) {
                        claim.setString(1, row.getString("edge"));
                        claim.setString(2, PrintedIdentity.of(identity).text());
                        claim.setBytes(3, row.getBytes("tunnel"));
                        claim.executeUpdate();
                    }
                }
            }
            for (String step : REPLACEMENT) {
                statement.executeUpdate(step);
            }
        }
    }

    private static PreparedStatement prepared(Connection connection, Statement statement)
            throws SQLException {
        statement.executeUpdate(TABLE);
        return connection.prepareStatement(CLAIM);
    }

    private static List<IkeIdentity> identities(ResultSet row) throws SQLException {
        byte[] explicit = row.getBytes("explicit");
        if (explicit != null) {
            return IdentityList.decode(explicit);
        }
        IkeIdentity.Type type = IkeIdentity.Type.valueOf(row.getString("type"));
        return List.of(new IkeIdentity(type, HexFormat.of().formatHex(row.getBytes("value"))));
    }
}
