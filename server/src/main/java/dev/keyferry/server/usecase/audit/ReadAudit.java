package dev.keyferry.server.usecase.audit;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.audit.AuditItem;
import dev.keyferry.server.domain.audit.AuditQuery;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.port.Audit;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Shows who did what, when, from where and to what. Thread-safe. */
public final class ReadAudit {
    private final Accounts accounts;
    private final Audit audit;

    public ReadAudit(Accounts accounts, Audit audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    /**
     * Some items of one record.
     *
     * @param total how many it has
     */
    public record Items(List<AuditItem> items, int total) {}

    /**
     * Returns a page of records. Those of an account that was ended are still there.
     *
     * @throws Refusal.AccountNotFound if there was never such an account
     */
    public List<AuditRecord> list(AuditQuery query, AuditQuery.Stretch stretch)
            throws InterruptedException {
        List<AuditRecord> page = audit.page(query, stretch);
        if (page.isEmpty() && query.account().isPresent()) {
            requireKnown(query.account().get());
        }
        return page;
    }

    /**
     * Returns some items of a record, of which there may be thousands.
     *
     * @param owner whose record it must be; empty for any
     * @throws Refusal.AuditRecordNotFound if there is no such record, or it is another's
     */
    public Items items(Optional<AccountId> owner, RequestId request, AuditQuery.Stretch stretch)
            throws InterruptedException {
        AuditRecord record =
                audit.find(request)
                        .filter(found -> owner.isEmpty() || found.account().equals(owner))
                        .orElseThrow(Refusal.AuditRecordNotFound::new);
        int total = record.items().map(AuditRecord.Items::count).orElse(0);
        return new Items(audit.items(record.seq(), stretch), total);
    }

    private void requireKnown(AccountId account) throws InterruptedException {
        if (accounts.find(account).isEmpty()) {
            throw new Refusal.AccountNotFound();
        }
    }
}
