package dev.keyferry.server.store.rows.audit;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.audit.AuditItem;
import dev.keyferry.server.domain.audit.AuditQuery;
import dev.keyferry.server.domain.audit.AuditQuery.Order;
import dev.keyferry.server.domain.audit.AuditQuery.Stretch;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.domain.audit.AuditRecord.Items;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.audit.ItemForm.Whole;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the audit for people. An account's is read without that of the others. */
public final class AuditList {
    private static final String COLUMNS =
            """
            SELECT a.seq, a.at, a.actor, a.source, a.request_id, a.action, a.outcome, a.account,
                   a.items, a.hash, i.items
            FROM audit AS a
            LEFT JOIN audit_items AS i ON i.seq = a.seq AND i.position = 0
            """;
    private static final String ALL = "WHERE a.at >= ? AND a.at < ?\n";
    private static final String OF_ACCOUNT = "WHERE a.account = ? AND a.at >= ? AND a.at < ?\n";
    private static final String NARROWED =
            """
            AND (? = '' OR a.action = ?)
            AND (? = '' OR a.actor IN (?, ?, ?))
            AND (? = '' OR a.source = ?)
            """;
    private static final String NEWEST_FIRST = "ORDER BY a.at DESC, a.seq DESC LIMIT ? OFFSET ?";
    private static final String OLDEST_FIRST = "ORDER BY a.at, a.seq LIMIT ? OFFSET ?";

    private static final String PAGE = COLUMNS + ALL + NARROWED;
    private static final String PAGE_OF_ACCOUNT = COLUMNS + OF_ACCOUNT + NARROWED;

    /** Each way in which a page is read. */
    public static final List<String> PAGES =
            List.of(
                    PAGE_OF_ACCOUNT + NEWEST_FIRST,
                    PAGE_OF_ACCOUNT + OLDEST_FIRST,
                    PAGE + NEWEST_FIRST,
                    PAGE + OLDEST_FIRST);

    private AuditList() {}

    /** Records that were asked for, from a place on. */
    public static List<AuditRecord> page(Statements statements, AuditQuery query, Stretch stretch)
            throws SQLException {
        String narrowed = query.account().isPresent() ? PAGE_OF_ACCOUNT : PAGE;
        String sql = narrowed + (query.order() == Order.NEWEST_FIRST ? NEWEST_FIRST : OLDEST_FIRST);
        return statements.query(
                sql,
                query,
                (s, wanted) -> {
                    int next = bind(s, wanted);
                    s.setInt(next, stretch.count());
                    s.setLong(next + 1, stretch.from());
                },
                AuditList::read);
    }

    public static Optional<AuditRecord> find(Statements statements, RequestId request)
            throws SQLException {
        String sql = COLUMNS + "WHERE a.request_id = ?";
        return statements
                .query(
                        sql,
                        request,
                        (s, id) -> s.setBytes(1, Columns.id(id.value())),
                        AuditList::read)
                .stream()
                .findFirst();
    }

    /** The hash that is kept of a record; empty if it is not there. */
    public static Optional<Bytes> hash(Statements statements, long seq) throws SQLException {
        String sql = "SELECT hash FROM audit WHERE seq = ?";
        return statements
                .query(sql, seq, (s, wanted) -> s.setLong(1, wanted), row -> Columns.bytes(row, 1))
                .stream()
                .findFirst();
    }

    /** Items of one record from a place on. */
    public static List<AuditItem> items(Statements statements, long seq, Stretch stretch)
            throws SQLException {
        long row = stretch.from() / ItemsRow.MAX_ITEMS * ItemsRow.MAX_ITEMS;
        long end = stretch.from() + stretch.count();
        return ItemsRow.read(statements, new ItemsRow.Stretch(seq, row, end)).stream()
                .flatMap(part -> ItemForm.read(part.items()).stream())
                .map(Whole::item)
                .skip(stretch.from() - row)
                .limit(stretch.count())
                .toList();
    }

    /** Returns the number of the next parameter. */
    private static int bind(PreparedStatement s, AuditQuery query) throws SQLException {
        int next = 1;
        if (query.account().isPresent()) {
            s.setBytes(next++, Columns.id(query.account().get().value()));
        }
        s.setLong(next++, query.since().map(Columns::time).orElse(Long.MIN_VALUE));
        s.setLong(next++, query.before().map(Columns::time).orElse(Long.MAX_VALUE));
        String actor = query.actor().orElse("");
        List<String> texts =
                List.of(
                        query.action().orElse(""),
                        query.action().orElse(""),
                        actor,
                        actor,
                        Actor.TOKEN + actor,
                        Actor.GATEWAY + actor,
                        query.source().orElse(""),
                        query.source().orElse(""));
        for (String text : texts) {
            s.setString(next++, text);
        }
        return next;
    }

    private static AuditRecord read(ResultSet row) throws SQLException {
        Optional<AccountId> account =
                Optional.ofNullable(row.getBytes(8))
                        .map(id -> new AccountId(HexFormat.of().formatHex(id)));
        int count = row.getInt(9);
        Optional<Items> items =
                row.wasNull()
                        ? Optional.empty()
                        : Optional.of(new Items(count, first(row.getBytes(11))));
        return new AuditRecord(
                row.getLong(1),
                Columns.time(row, 2),
                row.getString(3),
                row.getString(4),
                new RequestId(Columns.id(row, 5)),
                row.getString(6),
                row.getString(7),
                account,
                items,
                Columns.bytes(row, 10));
    }

    private static List<AuditItem> first(byte @Nullable [] items) {
        return items == null ? List.of() : ItemForm.read(items).stream().map(Whole::item).toList();
    }
}
