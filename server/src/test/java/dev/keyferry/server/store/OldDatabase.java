package dev.keyferry.server.store;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.identity.IdentitiesAsPrinted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A database as the first version of the schema had it, with a row in every table: one account, of
 * whose two tunnels one has a key at version 3, and the other had one.
 */
public final class OldDatabase {
    public static final DeploymentId DEPLOYMENT = new DeploymentId("abcd1234");
    static final AccountId ACCOUNT = new AccountId("ac".repeat(16));
    static final TunnelId BERLIN = new TunnelId("be".repeat(16));
    static final TunnelId BONN = new TunnelId("b0".repeat(16));

    /** 2026-11-23T12:00:00Z. */
    static final long SET_AT = 1_795_435_200_000_000L;

    private static final List<String> ROWS =
            List.of(
                    "INSERT INTO deployment VALUES (1, '%s', 'ipsec.keyferry.internal', 1)"
                            .formatted(DEPLOYMENT.value()),
                    "INSERT INTO head VALUES (1, x'%s', 4, 0, x'%s', 1)"
                            .formatted("ee".repeat(16), "00".repeat(32)),
                    "INSERT INTO account VALUES (1000, x'%s', 'acme', 'STANDARD', 2, 2)"
                            .formatted(ACCOUNT),
                    "INSERT INTO edge VALUES ('default', 1)",
                    "INSERT INTO edge_address VALUES ('203.0.113.1', 'default')",
                    "INSERT INTO gateway VALUES ('local', 'default', 1)",
                    "INSERT INTO token VALUES (x'%s', 'ADMINISTRATOR', 1)"
                            .formatted("00".repeat(32)),
                    """
                    INSERT INTO tunnel VALUES (x'%s', 1000, 'berlin', 'default', '203.0.113.1',
                        '198.51.100.7', '10.0.0.0/31', 'the office', 3, 4)
                    """
                            .formatted(BERLIN),
                    """
                    INSERT INTO tunnel VALUES (x'%s', 1000, 'bonn', 'default', '203.0.113.1',
                        NULL, '10.0.0.2/31', NULL, 3, 3)
                    """
                            .formatted(BONN),
                    "INSERT INTO identity VALUES ('default', 'KEYID', x'%s', x'%s')"
                            .formatted(hex("1000_" + BERLIN), BERLIN),
                    "INSERT INTO identity VALUES ('default', 'KEYID', x'%s', x'%s')"
                            .formatted(hex("1000_" + BONN), BONN),
                    version(BERLIN, 1),
                    version(BERLIN, 2),
                    version(BERLIN, 3),
                    version(BONN, 1),
                    "INSERT INTO data_key VALUES (x'%s', x'%s', x'%s', 1)"
                            .formatted("da".repeat(16), "ed".repeat(16), "5e".repeat(80)),
                    """
                    INSERT INTO record VALUES (4, 'default', x'%s', 1000, 3, 0, x'%s', x'%s', x'%s',
                        %d)
                    """
                            .formatted(
                                    BERLIN,
                                    "da".repeat(16),
                                    "5e".repeat(60),
                                    "3a".repeat(32),
                                    SET_AT),
                    """
                    INSERT INTO record VALUES (3, 'default', x'%s', 1000, 2, 1, NULL, NULL, x'%s',
                        %d)
                    """
                            .formatted(BONN, "3b".repeat(32), SET_AT));

    private OldDatabase() {}

    /**
     * Makes the file.
     *
     * @param key the public half of its edge's key
     */
    public static void make(Path file, EdgePublicKey key) throws SQLException {
        DataSource source = SqliteSources.writer(file);
        migrate(source, 1);
        try (Connection connection = source.getConnection();
                PreparedStatement edgeKey =
                        connection.prepareStatement(
                                "INSERT INTO edge_key VALUES ('default', ?, ?, 1, 1)")) {
            for (String row : ROWS) {
                try (PreparedStatement insert = connection.prepareStatement(row)) {
                    insert.execute();
                }
            }
            edgeKey.setBytes(1, HexFormat.of().parseHex(key.id().value()));
            edgeKey.setBytes(2, key.encoded().toArray());
            edgeKey.execute();
        }
    }

    /** Has the file as version 7 had it, with a request that made a key for each of the tunnels. */
    static void rememberAsVersion7(Path file, TunnelId... tunnels) throws SQLException {
        DataSource source = SqliteSources.writer(file);
        migrate(source, 7);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < tunnels.length; i++) {
            rows.add(
                    "INSERT INTO idempotency VALUES (%d, x'%s', x'%s', x'%s', 1, %d)"
                            .formatted(
                                    i,
                                    mark(i).key().hex(),
                                    mark(i).content().hex(),
                                    tunnels[i],
                                    Columns.time(Instant.now())));
        }
        execute(source, rows);
    }

    /** Has the file as version 9 had it, with these rows more. */
    static void fillAsVersion9(Path file, List<String> rows) throws SQLException {
        DataSource source = SqliteSources.writer(file);
        migrate(source, 9);
        execute(source, rows);
    }

    /**
     * Has the file as version 16 had it, with a request that set all keys that there ever were. The
     * hash was computed by another program, over the fields that a record had then.
     */
    static void auditAsVersion16(Path file) throws SQLException {
        DataSource source = SqliteSources.writer(file);
        migrate(source, 16);
        String hash = "db8c17dde2c178cf22c1c92299bd58dfe8050f9e7ceaa3f25731e9a14b74c9be";
        execute(
                source,
                List.of(
                        """
                        INSERT INTO audit VALUES (1, %d, 'ADMINISTRATOR', '127.0.0.1', x'%s',
                            'SET_PSKS', '4 applied, 0 unapplied', x'%s', x'%s', x'%s')
                        """
                                .formatted(
                                        SET_AT,
                                        "11".repeat(16),
                                        "22".repeat(32),
                                        "00".repeat(32),
                                        hash),
                        "UPDATE head SET audit_seq = 1, audit_hash = x'%s'".formatted(hash),
                        "UPDATE psk_version SET audit_seq = 1"));
    }

    private static void execute(DataSource source, List<String> rows) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String row : rows) {
                statement.executeUpdate(row);
            }
        }
    }

    /** Has the file as version 7 had it, with a token that may do everything. */
    static void putTokenAsVersion7(Path file) throws SQLException {
        DataSource source = SqliteSources.writer(file);
        migrate(source, 7);
        String row =
                """
                INSERT INTO token VALUES (x'%s', NULL, x'%s', 'old', 'ACTIVE', 'ALLOW %s *', '', '',
                    NULL, NULL, 1, 1)
                """
                        .formatted("70".repeat(16), "4a".repeat(32), Permission.OPERATOR.id());
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement(row)) {
            insert.execute();
        }
    }

    /** The mark of such a request. */
    static RequestMark mark(int request) {
        Bytes hash = Bytes.copyOf(ByteBuffer.allocate(RequestMark.BYTES).putInt(request).array());
        return new RequestMark(hash, hash);
    }

    private static void migrate(DataSource source, int version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:dev/keyferry/server/store/sqlite")
                .javaMigrations(new IdentitiesAsPrinted())
                .table("flyway_schema_history")
                .target(Integer.toString(version))
                .load()
                .migrate();
    }

    private static String version(TunnelId tunnel, int version) {
        return "INSERT INTO psk_version VALUES (x'%s', %d, x'%s', %d, %d)"
                .formatted(tunnel, version, ("f" + version).repeat(16), SET_AT, version);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
