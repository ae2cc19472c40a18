package dev.keyferry.server.store.rows.audit;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.domain.audit.AuditItem;
import dev.keyferry.server.domain.audit.AuditItem.Kind;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Digest;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.audit.ItemForm.Whole;
import dev.keyferry.server.store.rows.audit.ItemsRow.Stretch;
import dev.keyferry.server.usecase.port.Change;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds what records say that they did against their hashes, and against the versions of keys that
 * are kept. Confined to one thread.
 */
final class ItemsCheck {
    /** The versions that a row of items may give. */
    private static final String KEPT =
            """
            SELECT v.tunnel, v.version, v.fingerprint, v.set_at, v.audit_seq
            FROM (VALUES %s) AS wanted
            CROSS JOIN psk_version AS v
            WHERE v.tunnel = wanted.column1 AND v.version = wanted.column2
            """
                    .formatted(
                            String.join(", ", Collections.nCopies(ItemsRow.MAX_ITEMS, "(?, ?)")));

    private final Statements statements;
    private Optional<Map<Adopted, Long>> adoptions = Optional.empty();
    private long rows;
    private long keys;

    ItemsCheck(Statements statements) {
        this.statements = statements;
    }

    private record Version(String tunnel, long number) {}

    private record Kept(Bytes fingerprint, long setAt, long auditSeq) {}

    /** A version of a key as it came from gateways. */
    private record Adopted(Version version, Bytes fingerprint) {}

    /**
     * Checks one record.
     *
     * @throws NotAsWritten if its items, or a key that it set, are not as written
     */
    void check(AuditRow row) throws SQLException {
        Digest hash = new Digest();
        int count = 0;
        int all = row.items().orElseThrow();
        List<ItemsRow> next = part(row, count);
        while (!next.isEmpty()) {
            ItemsRow part = next.getFirst();
            hash.put(part.items());
            List<Whole> items = read(row, part);
            checkKeys(row, items);
            rows++;
            count += items.size();
            next = count < all && !items.isEmpty() ? part(row, count) : List.of();
        }
        if (count != all || !hash.result().equals(row.itemsHash())) {
            throw new NotAsWritten(row.seq(), "what it did was changed: its items are not those");
        }
    }

    /**
     * Checks that nothing was kept beside what the records, which were all checked, say.
     *
     * @param last the number of the last record
     * @throws NotAsWritten if there are items or versions of keys of which no record knows
     */
    void checkNothingElse(long last) throws SQLException {
        if (number("SELECT count(*) FROM audit_items") != rows) {
            throw new NotAsWritten(
                    last, "beside the records are items of which none of them knows");
        }
        // Of records without items nobody knows which keys they set.
        String known =
                """
                SELECT count(*) FROM psk_version AS v
                LEFT JOIN audit AS a ON a.seq = v.audit_seq
                WHERE a.seq IS NULL OR a.items IS NOT NULL
                """;
        if (number(known) != keys) {
            throw new NotAsWritten(
                    last, "beside the records are versions of keys that none of them gave");
        }
    }

    private List<ItemsRow> part(AuditRow row, int position) throws SQLException {
        return ItemsRow.read(statements, new Stretch(row.seq(), position, position + 1));
    }

    private static List<Whole> read(AuditRow row, ItemsRow part) {
        try {
            List<Whole> items = ItemForm.read(part.items());
            if (items.size() <= ItemsRow.MAX_ITEMS) {
                return items;
            }
        } catch (IllegalArgumentException _) {
            // As below.
        }
        throw new NotAsWritten(
                row.seq(), "what it did was changed: its items are in no form of theirs");
    }

    private void checkKeys(AuditRow row, List<Whole> items) throws SQLException {
        List<Whole> given = items.stream().filter(whole -> gives(whole.item().kind())).toList();
        Map<Version, Kept> kept = given.isEmpty() ? Map.of() : kept(given);
        for (Whole whole : given) {
            AuditItem item = whole.item();
            Kept version = kept.get(new Version(item.subject(), item.number()));
            if (version == null || !isAsGiven(row, whole, version)) {
                throw new NotAsWritten(
                        row.seq(),
                        "it gave version %d of the key of tunnel %s, which is not kept so any more"
                                .formatted(item.number(), item.subject()));
            }
            keys += version.auditSeq() == row.seq() ? 1 : 0;
        }
    }

    private static boolean gives(Kind kind) {
        return kind == Kind.KEY_SET || kind == Kind.KEY_ADOPTED;
    }

    /** Of a version that was there an adoption changes the fingerprint and nothing else. */
    private boolean isAsGiven(AuditRow row, Whole whole, Kept version) throws SQLException {
        boolean isOwn =
                version.auditSeq() == row.seq() && version.setAt() == Columns.time(row.at());
        boolean isSame = fingerprint(whole).equals(version.fingerprint());
        return whole.item().kind() == Kind.KEY_ADOPTED
                ? isSame && (isOwn || version.auditSeq() < row.seq())
                : isOwn && (isSame || isAdoptedAfter(row, whole.item(), version));
    }

    private boolean isAdoptedAfter(AuditRow row, AuditItem item, Kept version) throws SQLException {
        if (adoptions.isEmpty()) {
            adoptions = Optional.of(adoptions());
        }
        Version given = new Version(item.subject(), item.number());
        return adoptions.get().getOrDefault(new Adopted(given, version.fingerprint()), 0L)
                > row.seq();
    }

    /**
     * All versions that came from gateways, each with the last record that tells of it. What these
     * records are themselves is judged where the walk comes to them.
     */
    private Map<Adopted, Long> adoptions() throws SQLException {
        String sql =
                """
                SELECT i.items, a.seq FROM audit AS a
                JOIN audit_items AS i ON i.seq = a.seq
                WHERE a.action = ?
                """;
        Map<Adopted, Long> found = new HashMap<>();
        statements.query(
                sql,
                Change.Action.BEGIN_EPOCH,
                (s, action) -> s.setString(1, action.name()),
                row -> {
                    for (Whole whole : adopted(row.getBytes(1))) {
                        AuditItem item = whole.item();
                        found.merge(
                                new Adopted(
                                        new Version(item.subject(), item.number()),
                                        fingerprint(whole)),
                                row.getLong(2),
                                Math::max);
                    }
                    return "";
                });
        return found;
    }

    private static List<Whole> adopted(byte[] items) {
        try {
            return ItemForm.read(items).stream()
                    .filter(whole -> whole.item().kind() == Kind.KEY_ADOPTED)
                    .toList();
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    /** What the content begins with. */
    private static Bytes fingerprint(Whole whole) {
        byte[] content = whole.content().toArray();
        return Bytes.copyOf(Arrays.copyOf(content, Math.min(content.length, Fingerprint.BYTES)));
    }

    /** What is kept of the versions that are given. */
    private Map<Version, Kept> kept(List<Whole> given) throws SQLException {
        record Found(Version version, Kept kept) {}
        return statements
                .query(
                        KEPT,
                        given,
                        (s, wanted) -> {
                            for (int i = 0; i < ItemsRow.MAX_ITEMS; i++) {
                                boolean isOne = i < wanted.size();
                                AuditItem item = wanted.get(isOne ? i : 0).item();
                                s.setBytes(2 * i + 1, Columns.id(isOne ? item.subject() : ""));
                                s.setLong(2 * i + 2, item.number());
                            }
                        },
                        found ->
                                new Found(
                                        new Version(Columns.id(found, 1), found.getLong(2)),
                                        new Kept(
                                                Columns.bytes(found, 3),
                                                found.getLong(4),
                                                found.getLong(5))))
                .stream()
                .collect(Collectors.toMap(Found::version, Found::kept, (one, _) -> one));
    }

    private long number(String sql) throws SQLException {
        return statements.query(sql, "", (s, none) -> {}, row -> row.getLong(1)).getFirst();
    }
}
