package dev.keyferry.server.store.rows.edge;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.gateway.Enrolment;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.gateway.Reach;
import dev.keyferry.server.log.WarnedOnce;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** The table of gateways. */
public final class GatewayRow {
    private static final String SELECT =
            """
            SELECT name, edge, state, token, enrolment, enrolment_expires_at, reach, created_at,
                   enrolled_at, ended_at, mac
            FROM gateway
            """;
    private static final long OPEN = -1;
    private static final int MAX_SHOWN = 63;
    private static final Pattern UNSHOWN = Pattern.compile("[^A-Za-z0-9._-]");
    private static final WarnedOnce<String> MALFORMED =
            new WarnedOnce<>(
                    LoggerFactory.getLogger(GatewayRow.class),
                    "gateway",
                    "the database has a gateway in a form that no server writes; it is not served");

    private GatewayRow() {}

    public static Optional<KeptGateway> find(Statements statements, GatewayName name) {
        String sql = SELECT + " WHERE name = ?";
        return statements
                .look(sql, name, (s, wanted) -> s.setString(1, wanted.value()), GatewayRow::of)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    public static Optional<KeptGateway> ofToken(Statements statements, Bytes hash) {
        return ofHash(statements, SELECT + " WHERE token = ?", hash);
    }

    public static Optional<KeptGateway> ofEnrolment(Statements statements, Bytes hash) {
        return ofHash(statements, SELECT + " WHERE enrolment = ?", hash);
    }

    /** All in the order of their names, but those of rows in a form that no server writes. */
    public static List<KeptGateway> all(Statements statements) throws SQLException {
        String sql = SELECT + " ORDER BY name";
        return statements.query(sql, 0, (s, none) -> {}, GatewayRow::of).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many are not revoked. */
    public static int count(Statements statements) {
        String sql = "SELECT count(*) FROM gateway WHERE state <> 'REVOKED'";
        return statements.look(sql, 0, (s, none) -> {}, row -> row.getInt(1)).getFirst();
    }

    /** Writes gateways that are new, and those that are there as they are now. */
    public static void keep(Statements statements, Collection<KeptGateway> gateways)
            throws SQLException {
        String sql =
                """
                INSERT INTO gateway (name, edge, state, token, enrolment, enrolment_expires_at,
                    reach, created_at, enrolled_at, ended_at, mac)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET
                    state = excluded.state, token = excluded.token,
                    enrolment = excluded.enrolment,
                    enrolment_expires_at = excluded.enrolment_expires_at,
                    reach = excluded.reach, enrolled_at = excluded.enrolled_at,
                    ended_at = excluded.ended_at, mac = excluded.mac
                """;
        statements.update(sql, gateways, GatewayRow::bind);
    }

    public static void delete(Statements statements, GatewayName gateway) throws SQLException {
        String sql = "DELETE FROM gateway WHERE name = ?";
        statements.update(sql, List.of(gateway), (s, name) -> s.setString(1, name.value()));
    }

    private static Optional<KeptGateway> ofHash(Statements statements, String sql, Bytes hash) {
        return statements
                .look(sql, hash, (s, wanted) -> s.setBytes(1, wanted.toArray()), GatewayRow::of)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Who can write to the database must not stop all servers by a row that none can read. */
    private static Optional<KeptGateway> of(ResultSet row) throws SQLException {
        try {
            return Optional.of(read(row));
        } catch (IllegalArgumentException e) {
            MALFORMED.accept(shown(row.getString(1)));
            return Optional.empty();
        }
    }

    private static String shown(String name) {
        return UNSHOWN.matcher(name.substring(0, Math.min(name.length(), MAX_SHOWN)))
                .replaceAll("?");
    }

    private static KeptGateway read(ResultSet row) throws SQLException {
        byte[] enrolment = row.getBytes(5);
        Gateway gateway =
                new Gateway(
                        new GatewayName(row.getString(1)),
                        new EdgeId(row.getString(2)),
                        Gateway.State.valueOf(row.getString(3)),
                        Optional.ofNullable(row.getBytes(4)).map(Bytes::copyOf),
                        enrolment == null
                                ? Optional.empty()
                                : Optional.of(
                                        new Enrolment(
                                                Bytes.copyOf(enrolment), Columns.time(row, 6))),
                        reach(row),
                        Columns.time(row, 8),
                        time(row, 9),
                        time(row, 10));
        return new KeptGateway(gateway, Columns.bytes(row, 11));
    }

    private static void bind(PreparedStatement s, KeptGateway kept) throws SQLException {
        Gateway gateway = kept.gateway();
        s.setString(1, gateway.name().value());
        s.setString(2, gateway.edge().value());
        s.setString(3, gateway.state().name());
        bindBytes(s, 4, gateway.token());
        bindBytes(s, 5, gateway.enrolment().map(Enrolment::hash));
        bindTime(s, 6, gateway.enrolment().map(Enrolment::expiresOn));
        switch (gateway.reach()) {
            case Reach.Never _ -> s.setNull(7, Types.BIGINT);
            case Reach.Open _ -> s.setLong(7, OPEN);
            case Reach.Through(Revision revision) -> s.setLong(7, revision.value());
        }
        s.setLong(8, Columns.time(gateway.createdOn()));
        bindTime(s, 9, gateway.enrolledOn());
        bindTime(s, 10, gateway.endedOn());
        s.setBytes(11, kept.mac().toArray());
    }

    private static Reach reach(ResultSet row) throws SQLException {
        long reach = row.getLong(7);
        if (row.wasNull()) {
            return new Reach.Never();
        }
        return reach == OPEN ? new Reach.Open() : new Reach.Through(new Revision(reach));
    }

    private static void bindBytes(PreparedStatement s, int at, Optional<Bytes> bytes)
            throws SQLException {
        if (bytes.isPresent()) {
            s.setBytes(at, bytes.get().toArray());
            return;
        }
        s.setNull(at, Types.VARBINARY);
    }

    private static void bindTime(PreparedStatement s, int at, Optional<Instant> time)
            throws SQLException {
        if (time.isPresent()) {
            s.setLong(at, Columns.time(time.get()));
            return;
        }
        s.setNull(at, Types.BIGINT);
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        Instant time = Columns.time(row, column);
        return row.wasNull() ? Optional.empty() : Optional.of(time);
    }
}
