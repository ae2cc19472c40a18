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
            FROM account AS a
            JOIN tunnel AS t ON t.account = a.number
            LEFT JOIN record AS r ON r.edge = t.edge AND r.tunnel = t.id AND r.gone = 0
            LEFT JOIN psk_version AS v ON v.tunnel = r.tunnel AND v.version = r.version
            WHERE a.id = ?
            """;

    private EntryRow() {}

    private record Stretch(AccountId account, String part, String name, int most) {}

    /** The account's next tunnels after a name, whose own names have the part in any case. */
    public static List<TunnelEntry> after(
            Statements statements, AccountId account, String part, String name, int most)
            throws SQLException {
        String sql =
                SELECT
                        + """
                         AND t.name > ? AND lower(t.name) LIKE ? ESCAPE '!'
                        ORDER BY t.name
                        LIMIT ?
                        """;
        return statements.query(
                sql,
                new Stretch(account, part, name, most),
                (s, wanted) -> {
                    s.setBytes(1, Columns.id(wanted.account().value()));
                    s.setString(2, wanted.name());
                    s.setString(3, "%" + escaped(wanted.part()) + "%");
                    s.setInt(4, wanted.most());
                },
                EntryRow::of);
    }

    /** Those of the account's tunnels that are among {@code ids}, in the order of their names. */
    public static List<TunnelEntry> find(
            Statements statements, AccountId account, List<TunnelId> ids) throws SQLException {
        String sql = SELECT + " AND t.id IN {ids} ORDER BY t.name";
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

    private static String escaped(String part) {
        return part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
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
