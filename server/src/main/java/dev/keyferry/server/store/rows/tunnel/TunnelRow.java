package dev.keyferry.server.store.rows.tunnel;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table of tunnels. */
public final class TunnelRow {
    private static final String SELECT =
            """
            SELECT t.id, a.id, a.number, t.edge, t.created_at, t.modified_at, r.version,
                   coalesce(r.key_revision, r.revision), r.set_at, t.name, t.cloudflare_endpoint, t.customer_endpoint,
                   t.interface_address, t.interface_address6, t.description, t.replay_protection,
                   t.null_cipher, t.return_routing, t.health_check_activity, t.health_check_rate,
                   t.health_check_type, t.health_check_direction, t.health_check_target,
                   t.bgp_customer_asn, t.bgp_extra_prefixes, t.bgp_import_filter,
                   t.bgp_export_filter, t.bgp_md5_key, t.custom_fqdn, t.explicit_identities
            FROM tunnel AS t
            JOIN account AS a ON a.number = t.account
            LEFT JOIN record AS r ON r.edge = t.edge AND r.tunnel = t.id AND r.gone = 0
            """;

    private TunnelRow() {}

    /** Those of the names that a tunnel of the account has. */
    public static List<TunnelName> takenNames(
            Statements statements, AccountNumber account, List<TunnelName> names)
            throws SQLException {
        String sql =
                """
                SELECT t.name
                FROM {texts} AS wanted
                CROSS JOIN tunnel AS t
                WHERE t.account = ? AND t.name = wanted.text
                """;
        // The characters of a name need no escaping in JSON.
        String list = names.stream().map(TunnelName::value).collect(joining("\",\"", "[\"", "\"]"));
        return statements.query(
                sql,
                list,
                (s, json) -> {
                    s.setString(1, json);
                    s.setLong(2, account.value());
                },
                row -> new TunnelName(row.getString(1)));
    }

    public static Optional<Tunnel> find(Statements statements, AccountId account, TunnelId id)
            throws SQLException {
        String sql = SELECT + " WHERE a.id = ? AND t.id = ?";
        return statements
                .query(
                        sql,
                        id,
                        (s, tunnel) -> {
                            s.setBytes(1, Columns.id(account.value()));
                            s.setBytes(2, Columns.id(tunnel.value()));
                        },
                        TunnelRow::of)
                .stream()
                .findFirst();
    }

    /** The ids of the account's tunnels in the order of their names. */
    public static List<TunnelId> ids(Statements statements, AccountId account) throws SQLException {
        String sql =
                """
                SELECT t.id
                FROM account AS a
                JOIN tunnel AS t ON t.account = a.number
                WHERE a.id = ?
                ORDER BY t.name
                """;
        return statements.query(
                sql,
                account,
                (s, a) -> s.setBytes(1, Columns.id(a.value())),
                row -> new TunnelId(Columns.id(row, 1)));
    }

    /** Those of the tunnels that there are, of whatever account. */
    public static List<Tunnel> read(Statements statements, List<TunnelId> tunnels)
            throws SQLException {
        String sql = SELECT + " WHERE t.id IN {ids}";
        String ids = tunnels.stream().map(TunnelId::value).collect(joining("\",\"", "[\"", "\"]"));
        return tunnels.isEmpty()
                ? List.of()
                : statements.query(sql, ids, (s, list) -> s.setString(1, list), TunnelRow::of);
    }

    public static void insert(Statements statements, List<Tunnel> tunnels) throws SQLException {
        String sql =
                """
                INSERT INTO tunnel (name, cloudflare_endpoint, customer_endpoint,
                    interface_address, interface_address6, description, replay_protection,
                    null_cipher, return_routing, health_check_activity, health_check_rate,
                    health_check_type, health_check_direction, health_check_target,
                    bgp_customer_asn, bgp_extra_prefixes, bgp_import_filter, bgp_export_filter,
                    bgp_md5_key, custom_fqdn, explicit_identities, edge, modified_at, id, account,
                    created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    ?)
                """;
        statements.update(
                sql,
                tunnels,
                (s, tunnel) ->
                        bind(s, tunnel)
                                .number(tunnel.number().value())
                                .number(Columns.time(tunnel.createdOn())));
    }

    /**
     * Writes the tunnels anew.
     *
     * @param renamed those of them that get another name, which may be one that another of them
     *     gives up
     */
    public static void update(
            Statements statements, Collection<Tunnel> tunnels, Collection<TunnelId> renamed)
            throws SQLException {
        // A name is unique at every moment, so all that change are given up before any is taken.
        String giveUp = "UPDATE tunnel SET name = ? WHERE id = ?";
        String sql =
                """
                UPDATE tunnel SET name = ?, cloudflare_endpoint = ?, customer_endpoint = ?,
                    interface_address = ?, interface_address6 = ?, description = ?,
                    replay_protection = ?, null_cipher = ?, return_routing = ?,
                    health_check_activity = ?, health_check_rate = ?, health_check_type = ?,
                    health_check_direction = ?, health_check_target = ?, bgp_customer_asn = ?,
                    bgp_extra_prefixes = ?, bgp_import_filter = ?, bgp_export_filter = ?,
                    bgp_md5_key = ?, custom_fqdn = ?, explicit_identities = ?, edge = ?, modified_at = ?
                WHERE id = ?
                """;
        statements.update(
                giveUp,
                renamed,
                (s, id) -> {
                    // No name of a tunnel has a slash.
                    s.setString(1, "/" + id.value());
                    s.setBytes(2, Columns.id(id.value()));
                });
        statements.update(sql, tunnels, TunnelRow::bind);
    }

    public static void delete(Statements statements, List<TunnelId> tunnels) throws SQLException {
        String sql = "DELETE FROM tunnel WHERE id = ?";
        statements.update(sql, tunnels, (s, id) -> s.setBytes(1, Columns.id(id.value())));
    }

    private static Slots bind(PreparedStatement s, Tunnel tunnel) throws SQLException {
        Slots slots = new Slots(s);
        ParameterColumns.bind(slots, tunnel.parameters());
        return slots.text(tunnel.edge().value())
                .number(Columns.time(tunnel.modifiedOn()))
                .bytes(Columns.id(tunnel.id().value()));
    }

    private static Tunnel of(ResultSet row) throws SQLException {
        return new Tunnel(
                new TunnelId(Columns.id(row, 1)),
                new AccountId(Columns.id(row, 2)),
                new AccountNumber(row.getLong(3)),
                new EdgeId(row.getString(4)),
                ParameterColumns.of(row),
                Columns.time(row, 5),
                Columns.time(row, 6),
                key(row));
    }

    private static Optional<Tunnel.Key> key(ResultSet row) throws SQLException {
        long version = row.getLong(7);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(
                        new Tunnel.Key(
                                new PskVersion(version),
                                new Revision(row.getLong(8)),
                                Columns.time(row, 9)));
    }
}
