package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.store.rows.identity.IdentityList;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The table of records. Identities are in it only where there are others than those that follow
 * from account and tunnel.
 */
public final class RecordRow {
    /** A page of the feed: every poll of every gateway asks this. */
    public static final String FEED =
            """
            SELECT r.revision, r.edge, r.tunnel, a.id, r.account, r.version, r.data_key,
                   r.sealed, r.mac, r.identities, r.epoch
            FROM record AS r
            JOIN account AS a ON a.number = r.account
            WHERE r.edge = ? AND r.revision > ?
            ORDER BY r.revision
            LIMIT ?
            """;

    private RecordRow() {}

    /**
     * A record that is to stand in the place of its tunnel's former one.
     *
     * @param fingerprint of its key; empty where it has none
     */
    public record Newest(TunnelRecord record, Optional<Fingerprint> fingerprint) {}

    /** Puts each record in the place of its tunnel's former one. */
    public static void put(Statements statements, Collection<Newest> records, Instant now)
            throws SQLException {
        String sql =
                """
                INSERT INTO record (revision, edge, tunnel, account, version, gone, data_key,
                    sealed, mac, set_at, identities, fingerprint, epoch)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (edge, tunnel) DO UPDATE SET
                    revision = excluded.revision, version = excluded.version,
                    gone = excluded.gone, data_key = excluded.data_key,
                    sealed = excluded.sealed, mac = excluded.mac, set_at = excluded.set_at,
                    identities = excluded.identities,
                    fingerprint = excluded.fingerprint, key_revision = NULL,
                    epoch = excluded.epoch
                """;
        put(statements, sql, records, now);
    }

    /**
     * Puts records that gateways had in the place of the store's. A key that was only sealed anew
     * keeps its time. It is not known which other keys an adopted one equals.
     */
    public static void adopt(Statements statements, List<TunnelRecord> records, Instant now)
            throws SQLException {
        String sql =
                """
                INSERT INTO record (revision, edge, tunnel, account, version, gone, data_key,
                    sealed, mac, set_at, identities, fingerprint, epoch)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (edge, tunnel) DO UPDATE SET
                    set_at = CASE
                        WHEN record.gone = excluded.gone AND record.version = excluded.version
                            AND record.epoch = excluded.epoch
                        THEN record.set_at ELSE excluded.set_at END,
                    revision = excluded.revision, version = excluded.version,
                    gone = excluded.gone, data_key = excluded.data_key,
                    sealed = excluded.sealed, mac = excluded.mac,
                    identities = excluded.identities, fingerprint = NULL,
                    key_revision = NULL, epoch = excluded.epoch
                """;
        put(
                statements,
                sql,
                records.stream().map(record -> new Newest(record, Optional.empty())).toList(),
                now);
    }

    private static void put(
            Statements statements, String sql, Collection<Newest> records, Instant now)
            throws SQLException {
        long setAt = Columns.time(now);
        statements.update(
                sql,
                records,
                (s, newest) -> {
                    bindPlace(s, newest.record());
                    bindKey(s, newest.record());
                    s.setBytes(9, newest.record().mac().toArray());
                    s.setLong(10, setAt);
                    bindIdentities(s, newest.record().binding());
                    bindFingerprint(s, newest.fingerprint());
                    s.setBytes(13, Columns.id(newest.record().binding().epoch().value()));
                });
    }

    /** Puts keys that were sealed anew in the place of the same ones. */
    public static void reseal(Statements statements, List<KeyRecord> records) throws SQLException {
        String sql =
                """
                UPDATE record
                SET key_revision = coalesce(key_revision, revision), revision = ?, data_key = ?,
                    sealed = ?, mac = ?
                WHERE edge = ? AND tunnel = ?
                """;
        statements.update(
                sql,
                records,
                (s, record) -> {
                    s.setLong(1, record.revision().value());
                    s.setBytes(2, Columns.id(record.dataKey().value()));
                    s.setBytes(3, record.sealed().toArray());
                    s.setBytes(4, record.mac().toArray());
                    s.setString(5, record.binding().edge().value());
                    s.setBytes(6, Columns.id(record.binding().tunnel().value()));
                });
    }

    /** True if keys of the edge are sealed to a former key of it. */
    public static boolean hasFormerlySealed(Statements statements, EdgeId edge)
            throws SQLException {
        String sql =
                """
                SELECT 1
                FROM edge_key AS k
                WHERE k.edge = ? AND k.current = 0
                    AND EXISTS (SELECT 1 FROM data_key AS d WHERE d.edge_key = k.id)
                LIMIT 1
                """;
        return !statements
                .query(sql, edge, (s, e) -> s.setString(1, e.value()), row -> row.getInt(1))
                .isEmpty();
    }

    /** An edge's keys past a position that are sealed to a former key of it. */
    public static List<TunnelRecord> formerlySealed(
            Statements statements, IkeDomain domain, EdgeId edge, Revision after, int limit)
            throws SQLException {
        String sql =
                """
                SELECT r.revision, r.edge, r.tunnel, a.id, r.account, r.version, r.data_key,
                       r.sealed, r.mac, r.identities, r.epoch
                FROM record AS r
                JOIN account AS a ON a.number = r.account
                JOIN data_key AS d ON d.id = r.data_key
                JOIN edge_key AS k ON k.id = d.edge_key AND k.current = 0
                WHERE r.edge = ? AND r.revision > ?
                ORDER BY r.revision
                LIMIT ?
                """;
        return statements.query(
                sql,
                edge,
                (s, e) -> {
                    s.setString(1, e.value());
                    s.setLong(2, after.value());
                    s.setInt(3, limit);
                },
                row -> of(row, domain));
    }

    /** An edge's records past a position, in order of revision. */
    public static List<TunnelRecord> after(
            Statements statements, IkeDomain domain, EdgeId edge, Revision after, int limit)
            throws SQLException {
        return statements.query(
                FEED,
                edge,
                (s, e) -> {
                    s.setString(1, e.value());
                    s.setLong(2, after.value());
                    s.setInt(3, limit);
                },
                row -> of(row, domain));
    }

    public static boolean hasGoneBefore(Statements statements, Instant instant) {
        String sql = "SELECT revision FROM record WHERE gone = 1 AND set_at < ? LIMIT 1";
        return !statements
                .look(
                        sql,
                        instant,
                        (s, at) -> s.setLong(1, Columns.time(at)),
                        row -> row.getLong(1))
                .isEmpty();
    }

    /** Forgets who went before; readers that are behind the last of them must read all again. */
    public static void purgeGone(Statements statements, List<Instant> befores) throws SQLException {
        String floor =
                """
                UPDATE head
                SET tombstone_floor = gone.newest
                FROM (SELECT max(revision) AS newest FROM record WHERE gone = 1 AND set_at < ?) AS gone
                WHERE gone.newest > tombstone_floor
                """;
        String delete = "DELETE FROM record WHERE gone = 1 AND set_at < ?";
        statements.update(floor, befores, (s, at) -> s.setLong(1, Columns.time(at)));
        statements.update(delete, befores, (s, at) -> s.setLong(1, Columns.time(at)));
    }

    private static void bindPlace(PreparedStatement s, TunnelRecord record) throws SQLException {
        KeyBinding binding = record.binding();
        s.setLong(1, record.revision().value());
        s.setString(2, binding.edge().value());
        s.setBytes(3, Columns.id(binding.tunnel().value()));
        s.setLong(4, binding.number().value());
        s.setLong(5, binding.version().value());
    }

    private static void bindKey(PreparedStatement s, TunnelRecord record) throws SQLException {
        switch (record) {
            case KeyRecord key -> {
                s.setInt(6, 0);
                s.setBytes(7, Columns.id(key.dataKey().value()));
                s.setBytes(8, key.sealed().toArray());
            }
            case GoneRecord gone -> {
                s.setInt(6, 1);
                s.setNull(7, Types.VARBINARY);
                s.setNull(8, Types.VARBINARY);
            }
        }
    }

    // A genuine record has the generated ones, so as many as those are these.
    private static void bindIdentities(PreparedStatement s, KeyBinding binding)
            throws SQLException {
        if (binding.identities().size() == GeneratedIdentities.COUNT) {
            s.setNull(11, Types.VARBINARY);
        } else {
            s.setBytes(11, IdentityList.encode(binding.identities()));
        }
    }

    private static void bindFingerprint(PreparedStatement s, Optional<Fingerprint> fingerprint)
            throws SQLException {
        if (fingerprint.isPresent()) {
            s.setBytes(12, fingerprint.get().value().toArray());
        } else {
            s.setNull(12, Types.VARBINARY);
        }
    }

    private static TunnelRecord of(ResultSet row, IkeDomain domain) throws SQLException {
        Revision revision = new Revision(row.getLong(1));
        AccountNumber number = new AccountNumber(row.getLong(5));
        TunnelId tunnel = new TunnelId(Columns.id(row, 3));
        byte[] identities = row.getBytes(10);
        KeyBinding binding =
                new KeyBinding(
                        new Epoch(Columns.id(row, 11)),
                        new EdgeId(row.getString(2)),
                        new AccountId(Columns.id(row, 4)),
                        number,
                        tunnel,
                        new PskVersion(row.getLong(6)),
                        identities == null
                                ? GeneratedIdentities.of(number, tunnel, domain).all()
                                : IdentityList.decode(identities));
        byte[] dataKey = row.getBytes(7);
        Bytes mac = Columns.bytes(row, 9);
        return dataKey == null
                ? new GoneRecord(revision, binding, mac)
                : new KeyRecord(
                        revision,
                        binding,
                        new DataKeyId(Bytes.copyOf(dataKey).hex()),
                        Columns.bytes(row, 8),
                        mac);
    }
}
