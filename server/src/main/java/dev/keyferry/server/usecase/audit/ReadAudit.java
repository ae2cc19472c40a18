package dev.keyferry.server.usecase.audit;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.audit.AuditItem;
import dev.keyferry.server.domain.audit.AuditQuery;
import dev.keyferry.server.domain.audit.AuditQuery.Stretch;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.port.Audit;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Shows who did what, when, from where and to what. Thread-safe. */
public final class ReadAudit {
    /** The audit's times have whole microseconds. */
    private static final long SHORTEST = 1_000;

    /** Requests that were done in one transaction, and so at one time. */
    private static final int MAX_AT_ONCE = 1_000;

    private static final int ITEMS_AT_ONCE = 1_000;

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
    public List<AuditRecord> list(AuditQuery query, Stretch stretch) throws InterruptedException {
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
    public Items items(Optional<AccountId> owner, RequestId request, Stretch stretch)
            throws InterruptedException {
        AuditRecord record =
                audit.find(request)
                        .filter(found -> owner.isEmpty() || found.account().equals(owner))
                        .orElseThrow(Refusal.AuditRecordNotFound::new);
        int total = record.items().map(AuditRecord.Items::count).orElse(0);
        return new Items(audit.items(record.seq(), stretch), total);
    }

    /**
     * Returns the record of the request that set a key of the account's tunnel; empty where the
     * audit has none, such as for a key that came back with gateways.
     */
    public Optional<AuditRecord> ofKey(AccountId account, TunnelId tunnel, Tunnel.Key key)
            throws InterruptedException {
        AuditQuery then =
                new AuditQuery(
                        Optional.of(account),
                        Optional.of(key.setAt()),
                        Optional.of(key.setAt().plusNanos(SHORTEST)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        AuditQuery.Order.OLDEST_FIRST);
        for (AuditRecord record : audit.page(then, new Stretch(0, MAX_AT_ONCE))) {
            if (hasSet(record, tunnel, key.version())) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    private boolean hasSet(AuditRecord record, TunnelId tunnel, PskVersion version)
            throws InterruptedException {
        Optional<AuditRecord.Items> all = record.items();
        if (all.isEmpty()) {
            return false;
        }
        List<AuditItem> some = all.get().first();
        for (int seen = 0; !some.isEmpty(); ) {
            if (some.stream().anyMatch(item -> isOf(item, tunnel, version))) {
                return true;
            }
            seen += some.size();
            some =
                    seen < all.get().count()
                            ? audit.items(record.seq(), new Stretch(seen, ITEMS_AT_ONCE))
                            : List.of();
        }
        return false;
    }

    private static boolean isOf(AuditItem item, TunnelId tunnel, PskVersion version) {
        return item.kind() == AuditItem.Kind.KEY_SET
                && item.number() == version.value()
                && item.subject().equals(tunnel.value());
    }

    private void requireKnown(AccountId account) throws InterruptedException {
        if (accounts.find(account).isEmpty()) {
            throw new Refusal.AccountNotFound();
        }
    }
}
