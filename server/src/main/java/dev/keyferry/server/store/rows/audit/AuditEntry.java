package dev.keyferry.server.store.rows.audit;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.port.Change;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One request as the audit keeps it: its row, and what it did. */
public record AuditEntry(AuditRow row, AuditItems items) {
    /** Where the audit ends; the next entry goes behind it. */
    public record End(long seq, Bytes hash) {
        public AuditEntry next(
                Instant at,
                Caller caller,
                Change.Action action,
                String outcome,
                Optional<AccountId> account,
                AuditItems items) {
            return new AuditEntry(
                    new AuditRow(
                            seq + 1,
                            at,
                            caller.actor().text(),
                            caller.source(),
                            caller.request(),
                            action.name(),
                            outcome,
                            account,
                            Optional.of(items.count()),
                            items.hash(),
                            hash),
                    items);
        }
    }

    public static void insert(Statements statements, List<AuditEntry> entries) throws SQLException {
        AuditRow.insert(statements, entries.stream().map(AuditEntry::row).toList());
        ItemsRow.insert(
                statements,
                entries.stream()
                        .flatMap(entry -> entry.items().rows(entry.row().seq()).stream())
                        .toList());
    }
}
