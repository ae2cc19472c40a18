package dev.keyferry.server.store.rows.recall;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.edge.EdgeRow;
import dev.keyferry.server.store.rows.identity.FarIdentitiesColumns;
import dev.keyferry.server.usecase.recall.Place;
import dev.keyferry.server.usecase.recall.Stored;
import dev.keyferry.server.usecase.recall.StoredKey;
import dev.keyferry.server.usecase.recall.StoredTunnel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tunnels and records of a store. */
public final class StoredRow {
    private StoredRow() {}

    private record Placed(Place place, StoredKey key) {}

    public static Stored read(Statements statements, History history) throws SQLException {
        Head head = Head.read(statements);
        Map<TunnelId, StoredTunnel> tunnels = new HashMap<>();
        tunnels(statements).forEach(tunnel -> tunnels.put(tunnel.id(), tunnel));
        Map<Place, StoredKey> keys = new HashMap<>();
        keys(statements).forEach(placed -> keys.put(placed.place(), placed.key()));
        return new Stored(
                history,
                head.newer().orElse(head.revision()),
                domain(statements),
                EdgeRow.all(statements),
                tunnels,
                keys);
    }

    private static List<StoredTunnel> tunnels(Statements statements) throws SQLException {
        String sql =
                """
                SELECT t.id, t.name, a.id, a.number, t.edge,
                       (SELECT coalesce(max(v.version), 0) FROM psk_version AS v
                        WHERE v.tunnel = t.id),
                       t.custom_fqdn, t.explicit_identities
                FROM tunnel AS t
                JOIN account AS a ON a.number = t.account
                """;
        return statements.query(
                sql,
                "",
                (s, none) -> {},
                row ->
                        new StoredTunnel(
                                new TunnelId(Columns.id(row, 1)),
                                new TunnelName(row.getString(2)),
                                new AccountId(Columns.id(row, 3)),
                                new AccountNumber(row.getLong(4)),
                                new EdgeId(row.getString(5)),
                                FarIdentitiesColumns.of(row),
                                row.getLong(6)));
    }

    private static List<Placed> keys(Statements statements) throws SQLException {
        String sql =
                """
                SELECT r.edge, r.tunnel, r.epoch, r.version, r.revision, r.set_at, r.mac,
                       d.id, d.edge_key
                FROM record AS r
                LEFT JOIN data_key AS d ON d.id = r.data_key
                """;
        return statements.query(sql, "", (s, none) -> {}, StoredRow::placed);
    }

    private static Placed placed(ResultSet row) throws SQLException {
        return new Placed(
                new Place(new EdgeId(row.getString(1)), new TunnelId(Columns.id(row, 2))),
                new StoredKey(
                        new Epoch(Columns.id(row, 3)),
                        new PskVersion(row.getLong(4)),
                        new Revision(row.getLong(5)),
                        Columns.time(row, 6),
                        Columns.bytes(row, 7),
                        seal(row)));
    }

    private static Optional<StoredKey.Seal> seal(ResultSet row) throws SQLException {
        byte[] dataKey = row.getBytes(8);
        return dataKey == null
                ? Optional.empty()
                : Optional.of(
                        new StoredKey.Seal(
                                new DataKeyId(Bytes.copyOf(dataKey).hex()),
                                new EdgeKeyId(Columns.id(row, 9))));
    }

    public static IkeDomain domain(Statements statements) throws SQLException {
        String sql = "SELECT ike_domain FROM deployment";
        return statements
                .query(sql, "", (s, none) -> {}, row -> new IkeDomain(row.getString(1)))
                .getFirst();
    }
}
