package dev.keyferry.server.store.rows;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.AccountId;
import dev.keyferry.feed.AccountNumber;
import dev.keyferry.feed.EdgeId;
import dev.keyferry.feed.PskVersion;
import dev.keyferry.feed.Revision;
import dev.keyferry.feed.TunnelId;
import dev.keyferry.server.domain.tunnel.Description;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.HealthCheck;
import dev.keyferry.server.domain.tunnel.InterfaceAddress;
import dev.keyferry.server.domain.tunnel.IpAddress;
import dev.keyferry.server.domain.tunnel.NullCipher;
import dev.keyferry.server.domain.tunnel.ReplayProtection;
import dev.keyferry.server.domain.tunnel.ReturnRouting;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/** The table of tunnels. */
public final class TunnelRow {
    private TunnelRow() {}

    /** Those of the names that a tunnel of the account has. */
    public static List<TunnelName> takenNames(
            Statements statements, AccountNumber account, List<TunnelName> names)
            throws SQLException {
        String sql =
                """
                SELECT t.name
                FROM json_each(?) AS wanted
                CROSS JOIN tunnel AS t ON t.account = ? AND t.name = wanted.value
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

    /** The edge to which the address is bound, else the default one. */
    public static EdgeId edgeOf(Statements statements, IpAddress address) {
        String sql = "SELECT edge FROM edge_address WHERE address = ?";
        return statements
                .look(
                        sql,
                        address,
                        (s, a) -> s.setString(1, a.value()),
                        row -> new EdgeId(row.getString(1)))
                .stream()
                .findFirst()
                .orElse(EdgeId.DEFAULT);
    }

    public static Optional<Tunnel> find(Statements statements, AccountId account, TunnelId id)
            throws SQLException {
        String sql =
                """
                SELECT t.id, a.id, a.number, t.edge, t.name, t.cloudflare_endpoint,
                       t.customer_endpoint, t.interface_address, t.description, t.created_at,
                       t.modified_at, r.version, r.revision, r.set_at
                FROM account AS a
                JOIN tunnel AS t ON t.account = a.number AND t.id = ?
                LEFT JOIN record AS r ON r.edge = t.edge AND r.tunnel = t.id AND r.gone = 0
                WHERE a.id = ?
                """;
        return statements
                .query(
                        sql,
                        id,
                        (s, tunnel) -> {
                            s.setBytes(1, Columns.id(tunnel.value()));
                            s.setBytes(2, Columns.id(account.value()));
                        },
                        TunnelRow::of)
                .stream()
                .findFirst();
    }

    /** All of the account in the order of their names. */
    public static List<Tunnel> ofAccount(Statements statements, AccountId account)
            throws SQLException {
        String sql =
                """
                SELECT t.id, a.id, a.number, t.edge, t.name, t.cloudflare_endpoint,
                       t.customer_endpoint, t.interface_address, t.description, t.created_at,
                       t.modified_at, r.version, r.revision, r.set_at
                FROM account AS a
                JOIN tunnel AS t ON t.account = a.number
                LEFT JOIN record AS r ON r.edge = t.edge AND r.tunnel = t.id AND r.gone = 0
                WHERE a.id = ?
                ORDER BY t.name
                """;
        return statements.query(
                sql, account, (s, a) -> s.setBytes(1, Columns.id(a.value())), TunnelRow::of);
    }

    public static void insert(Statements statements, List<Tunnel> tunnels) throws SQLException {
        String sql =
                """
                INSERT INTO tunnel (id, account, name, edge, cloudflare_endpoint,
                    customer_endpoint, interface_address, description, created_at, modified_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """;
        statements.update(sql, tunnels, TunnelRow::bind);
    }

    public static void delete(Statements statements, List<TunnelId> tunnels) throws SQLException {
        String sql = "DELETE FROM tunnel WHERE id = ?";
        statements.update(sql, tunnels, (s, id) -> s.setBytes(1, Columns.id(id.value())));
    }

    private static void bind(PreparedStatement s, Tunnel tunnel) throws SQLException {
        TunnelParameters parameters = tunnel.parameters();
        s.setBytes(1, Columns.id(tunnel.id().value()));
        s.setLong(2, tunnel.number().value());
        s.setString(3, parameters.name().value());
        s.setString(4, tunnel.edge().value());
        s.setString(5, parameters.cloudflareEndpoint().value());
        bind(s, 6, parameters.customerEndpoint().map(IpAddress::value));
        s.setString(7, parameters.interfaceAddress().value());
        bind(s, 8, parameters.description().map(Description::value));
        s.setLong(9, Columns.time(tunnel.createdOn()));
        s.setLong(10, Columns.time(tunnel.modifiedOn()));
    }

    private static void bind(PreparedStatement s, int parameter, Optional<String> text)
            throws SQLException {
        if (text.isPresent()) {
            s.setString(parameter, text.get());
        } else {
            s.setNull(parameter, Types.VARCHAR);
        }
    }

    private static Tunnel of(ResultSet row) throws SQLException {
        TunnelParameters parameters =
                new TunnelParameters(
                        new TunnelName(row.getString(5)),
                        new IpAddress(row.getString(6)),
                        Optional.ofNullable(row.getString(7)).map(IpAddress::new),
                        new InterfaceAddress(row.getString(8)),
                        Optional.empty(),
                        Optional.ofNullable(row.getString(9)).map(Description::new),
                        ReplayProtection.OFF,
                        NullCipher.REFUSED,
                        ReturnRouting.MANUAL,
                        HealthCheck.DEFAULT,
                        Optional.empty(),
                        FarIdentities.NONE);
        return new Tunnel(
                new TunnelId(Columns.id(row, 1)),
                new AccountId(Columns.id(row, 2)),
                new AccountNumber(row.getLong(3)),
                new EdgeId(row.getString(4)),
                parameters,
                Columns.time(row, 10),
                Columns.time(row, 11),
                key(row));
    }

    private static Optional<Tunnel.Key> key(ResultSet row) throws SQLException {
        long version = row.getLong(12);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(
                        new Tunnel.Key(
                                new PskVersion(version),
                                new Revision(row.getLong(13)),
                                Columns.time(row, 14)));
    }
}
