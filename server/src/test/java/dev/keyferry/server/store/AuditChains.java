package dev.keyferry.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.store.rows.AuditRow;
import dev.keyferry.server.store.rows.Columns;
import java.util.List;
import java.util.Optional;

/** Checks the chain of the audit by computing every hash again. */
final class AuditChains {
    private record Stored(AuditRow row, Bytes hash) {}

    private AuditChains() {}

    /** Returns how many rows were right, up to the first that is not. */
    static long verify(StoreFixture store) {
        List<Stored> rows =
                store.look(
                        """
                        SELECT seq, at, actor, source, request_id, action, outcome, items_hash,
                               previous_hash, hash
                        FROM audit
                        ORDER BY seq
                        """,
                        row ->
                                new Stored(
                                        new AuditRow(
                                                row.getLong(1),
                                                Columns.time(row, 2),
                                                row.getString(3),
                                                row.getString(4),
                                                new RequestId(Columns.id(row, 5)),
                                                row.getString(6),
                                                row.getString(7),
                                                Columns.bytes(row, 8),
                                                Columns.bytes(row, 9)),
                                        Columns.bytes(row, 10)));
        Bytes previous = AuditRow.GENESIS;
        long right = 0;
        for (Stored stored : rows) {
            boolean isRight =
                    stored.row().seq() == right + 1
                            && stored.row().previousHash().equals(previous)
                            && stored.row().hash().equals(stored.hash());
            if (!isRight) {
                return right;
            }
            right++;
            previous = stored.hash();
        }
        Optional<Bytes> head =
                store.look("SELECT audit_hash FROM head", row -> Columns.bytes(row, 1)).stream()
                        .findFirst();
        assertThat(head).contains(previous);
        return right;
    }
}
