package dev.keyferry.server.store.rows.tunnel;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.survey.TunnelEntry;
import dev.keyferry.server.usecase.survey.TunnelIndex.Stretch;
import dev.keyferry.server.usecase.survey.TunnelIndex.Wanted;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Of the table of tunnels the few columns by which they are found. */
public final class EntryRow {
    // A record keeps the time at which it was written, which may be that of a sealing anew.
    private static final String SELECT =
            """
            SELECT t.id, t.name, t.edge, r.version, coalesce(r.key_revision, r.revision),
                   coalesce(v.set_at, r.set_at)
            """;

    private static final String KEY =
            """
            LEFT JOIN record AS r ON r.edge = t.edge AND r.tunnel = t.id AND r.gone = 0
            LEFT JOIN psk_version AS v ON v.tunnel = r.tunnel AND v.version = r.version
            """;

    private EntryRow() {}

    private record Bounds(AccountId account, Wanted wanted) {
        /** Sets the account and the name after which the stretch begins. */
        void begin(PreparedStatement s) throws SQLException {
            s.setBytes(1, Columns.id(account.value()));
            s.setString(2, wanted.after());
        }
    }

    /** Looks through the account's next tunnels. */
    public static Stretch next(Statements statements, AccountId account, Wanted wanted)
            throws SQLException {
        Bounds bounds = new Bounds(account, wanted);
        List<TunnelEntry> found = found(statements, bounds);
        return found.size() == wanted.most()
                ? new Stretch(found, Optional.of(found.getLast().name().value()))
                : new Stretch(found, end(statements, bounds));
    }

    // The innermost query reads no more than the stretch, whatever the parts of names are.
    private static List<TunnelEntry> found(Statements statements, Bounds bounds)
            throws SQLException {
        String sql =
                SELECT
                        + """
                        FROM (SELECT t.id, t.name, t.edge
                              FROM account AS a JOIN tunnel AS t ON t.account = a.number
                              WHERE a.id = ? AND t.name > ?
                              ORDER BY t.name
                              LIMIT ?) AS t
                        """
                        + KEY
                        + """
                        WHERE {position}(lower(t.name), ?) > 0
                        ORDER BY t.name
                        LIMIT ?
                        """;
        return statements.query(
                sql,
                bounds,
                (s, row) -> {
                    row.begin(s);
                    s.setInt(3, row.wanted().rows());
                    s.setString(4, row.wanted().part().toLowerCase(Locale.ROOT));
                    s.setInt(5, row.wanted().most());
                },
                EntryRow::of);
    }

    /** The last name of the stretch; empty if it comes to the end of the account before. */
    private static Optional<String> end(Statements statements, Bounds bounds) throws SQLException {
        String sql =
                """
                SELECT t.name
                FROM account AS a JOIN tunnel AS t ON t.account = a.number
                WHERE a.id = ? AND t.name > ?
                ORDER BY t.name
                LIMIT 1 OFFSET ?
                """;
        return statements
                .query(
                        sql,
                        bounds,
                        (s, row) -> {
                            row.begin(s);
                            s.setInt(3, row.wanted().rows() - 1);
                        },
                        row -> row.getString(1))
                .stream()
                .findFirst();
    }

    /** Those of the account's tunnels that are among {@code ids}, in the order of their names. */
    public static List<TunnelEntry> find(
            Statements statements, AccountId account, List<TunnelId> ids) throws SQLException {
        String sql =
                SELECT
                        + "FROM account AS a JOIN tunnel AS t ON t.account = a.number "
                        + KEY
                        + "WHERE a.id = ? AND t.id IN {ids} ORDER BY t.name";
        String list = ids.stream().map(TunnelId::value).collect(joining("\",\"", "[\"", "\"]"));
        return ids.isEmpty()
                ? List.of()
                : statements.query(
                        sql,
                        list,
                        (s, json) -> {
                            s.setBytes(1, Columns.id(account.value()));
                            s.setString(2, json);
                        },
                        EntryRow::of);
    }

    private static TunnelEntry of(ResultSet row) throws SQLException {
        return new TunnelEntry(
                new TunnelId(Columns.id(row, 1)),
                new TunnelName(row.getString(2)),
                new EdgeId(row.getString(3)),
                key(row));
    }

    private static Optional<Tunnel.Key> key(ResultSet row) throws SQLException {
        long version = row.getLong(4);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(
                        new Tunnel.Key(
                                new PskVersion(version),
                                new Revision(row.getLong(5)),
                                Columns.time(row, 6)));
    }
}
