package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.store.rows.identity.FarIdentitiesColumns;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.port.TunnelKey.Held;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A tunnel's key as it is stored.
 *
 * @param account the number of the tunnel's account
 * @param dataKey names the data key that seals it, if there is a key
 */
public record KeyRow(long account, TunnelKey key, Optional<DataKeyId> dataKey) {
    // A cross join keeps the wanted ids outermost, however large the tables are.
    private static final String SQL =
            """
            SELECT t.id, t.account, t.edge, r.version, coalesce(r.key_revision, r.revision),
                   r.set_at, r.data_key, v.fingerprint, t.custom_fqdn, t.explicit_identities,
                   CASE WHEN r.gone = 0 THEN NULL ELSE
                       (SELECT max(version) FROM psk_version WHERE tunnel = t.id) END
            FROM {ids} AS wanted
            CROSS JOIN tunnel AS t
            LEFT JOIN record AS r ON r.edge = t.edge AND r.tunnel = t.id
            LEFT JOIN psk_version AS v ON v.tunnel = t.id AND v.version = r.version
            WHERE t.id = wanted.id
            """;

    /** Reads those of the tunnels that there are. */
    public static List<KeyRow> read(Statements statements, List<TunnelId> tunnels)
            throws SQLException {
        if (tunnels.isEmpty()) {
            return List.of();
        }
        String ids =
                tunnels.stream()
                        .map(TunnelId::value)
                        .collect(Collectors.joining("\",\"", "[\"", "\"]"));
        return statements.query(
                SQL, ids, (statement, list) -> statement.setString(1, list), KeyRow::of);
    }

    /** The same key of the tunnel as it is now. */
    public KeyRow of(Tunnel tunnel) {
        return new KeyRow(account, key.of(tunnel), dataKey);
    }

    /** The same after the tunnel's key was taken, so that no data key seals it any more. */
    public KeyRow without(Tunnel.Key end) {
        return new KeyRow(account, key.without(end), Optional.empty());
    }

    /** The same, with versions above this one from now on. */
    public KeyRow above(long floor) {
        return new KeyRow(account, key.above(floor), dataKey);
    }

    private static KeyRow of(ResultSet row) throws SQLException {
        TunnelId tunnel = new TunnelId(Columns.id(row, 1));
        long account = row.getLong(2);
        EdgeId edge = new EdgeId(row.getString(3));
        FarIdentities far = FarIdentitiesColumns.of(row);
        Optional<Tunnel.Key> newest = newest(row);
        byte[] dataKey = row.getBytes(7);
        if (dataKey == null) {
            PskVersion next = nextOfNone(row, newest);
            return new KeyRow(
                    account,
                    new TunnelKey(tunnel, edge, far, next, Optional.empty(), newest),
                    Optional.empty());
        }
        Tunnel.Key present = newest.orElseThrow();
        Held held = new Held(present, new Fingerprint(Columns.bytes(row, 8)));
        return new KeyRow(
                account,
                new TunnelKey(
                        tunnel,
                        edge,
                        far,
                        present.version().next(),
                        Optional.of(held),
                        Optional.empty()),
                Optional.of(new DataKeyId(Bytes.copyOf(dataKey).hex())));
    }

    /** The tunnel's key on its edge, or the end of it. */
    private static Optional<Tunnel.Key> newest(ResultSet row) throws SQLException {
        long version = row.getLong(4);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(
                        new Tunnel.Key(
                                new PskVersion(version),
                                new Revision(row.getLong(5)),
                                Columns.time(row, 6)));
    }

    /**
     * What comes next where there is no key. Every key that ended took one more version with it,
     * which may be forgotten by now, or stand on an edge that the tunnel left.
     */
    private static PskVersion nextOfNone(ResultSet row, Optional<Tunnel.Key> end)
            throws SQLException {
        long last = row.getLong(11);
        PskVersion pastKeys = row.wasNull() ? PskVersion.FIRST : new PskVersion(last).next().next();
        return Stream.concat(Stream.of(pastKeys), end.map(key -> key.version().next()).stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
