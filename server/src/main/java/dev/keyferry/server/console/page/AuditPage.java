package dev.keyferry.server.console.page;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.audit.AuditLine;
import dev.keyferry.server.console.view.audit.AuditSearch;
import dev.keyferry.server.console.view.audit.AuditView;
import dev.keyferry.server.domain.audit.AuditItem.Subject;
import dev.keyferry.server.domain.audit.AuditQuery.Stretch;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.http.request.Query;
import dev.keyferry.server.http.request.audit.AuditFilter;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.audit.ReadAudit;
import dev.keyferry.server.usecase.survey.FindTunnels;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /audit}: who did what, when and from where, the newest first. Thread-safe. */
public final class AuditPage implements Page {
    public static final int PER_PAGE = 50;

    private final ListAccounts listAccounts;
    private final ReadAudit readAudit;
    private final FindTunnels findTunnels;
    private final InstantSource clock;

    public AuditPage(UseCases useCases, InstantSource clock) {
        this.listAccounts = useCases.listAccounts();
        this.readAudit = useCases.readAudit();
        this.findTunnels = useCases.findTunnels();
        this.clock = clock;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        Rights rights = asked.caller().rights();
        AccountChoice choice =
                AccountChoice.of(listAccounts.list(rights), asked.parameter("account"));
        AuditSearch search = AuditSearch.of(choice.id(), asked::parameter);
        return Templates.audit(
                asked.frame("Audit", choice.id(), Frame.Section.AUDIT),
                view(rights, choice, search));
    }

    private AuditView view(Rights rights, AccountChoice choice, AuditSearch search)
            throws InterruptedException {
        boolean mayReadAll = rights.allowEverywhere(Permission.AUDIT_READ);
        Optional<AccountId> account = choice.chosen().filter(_ -> !search.isAll());
        if (account.isEmpty() && !search.isAll()) {
            return without(choice, mayReadAll, search, "Choose whose audit to read.");
        }
        boolean isAllowed =
                account.map(id -> rights.allow(Permission.AUDIT_READ, id)).orElse(mayReadAll);
        if (!isAllowed) {
            return without(choice, mayReadAll, search, "This token may not read this audit.");
        }
        try {
            return new AuditView(
                    choice,
                    mayReadAll,
                    search,
                    Optional.of(found(rights, account, search)),
                    Optional.empty());
        } catch (RequestRefused refused) {
            String sentence = refused.answer().errors().getFirst().message();
            return without(choice, mayReadAll, search, sentence + ".");
        }
    }

    private AuditView.Found found(Rights rights, Optional<AccountId> account, AuditSearch search)
            throws InterruptedException {
        Paging paging = new Paging(search.page(), PER_PAGE, Paging.Direction.DESC);
        List<AuditRecord> records =
                readAudit.list(
                        AuditFilter.of(Query.parse(search.query()), account, paging),
                        new Stretch(paging.first(), PER_PAGE));
        Map<TunnelId, TunnelName> names =
                account.isPresent() ? names(rights, account.get(), records) : Map.of();
        Instant now = clock.instant();
        return new AuditView.Found(
                records.stream().map(record -> AuditLine.of(record, names, now)).toList(),
                search.page() > 1 ? Optional.of(search.former()) : Optional.empty(),
                records.size() == PER_PAGE ? Optional.of(search.next()) : Optional.empty());
    }

    private Map<TunnelId, TunnelName> names(
            Rights rights, AccountId account, List<AuditRecord> records)
            throws InterruptedException {
        List<TunnelId> tunnels =
                records.stream()
                        .flatMap(record -> record.items().stream())
                        .flatMap(items -> items.first().stream())
                        .filter(item -> item.kind().subject() == Subject.TUNNEL)
                        .map(item -> new TunnelId(item.subject()))
                        .toList();
        return findTunnels.names(rights, account, tunnels);
    }

    private static AuditView without(
            AccountChoice choice, boolean mayReadAll, AuditSearch search, String problem) {
        return new AuditView(choice, mayReadAll, search, Optional.empty(), Optional.of(problem));
    }
}
