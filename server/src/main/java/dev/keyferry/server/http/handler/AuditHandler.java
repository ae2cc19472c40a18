package dev.keyferry.server.http.handler;

import dev.keyferry.server.domain.audit.AuditQuery.Stretch;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.http.answer.Success;
import dev.keyferry.server.http.answer.audit.AuditJson;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.http.request.audit.AuditFilter;
import dev.keyferry.server.usecase.audit.ReadAudit;
import java.util.List;

/** The audit, that of an account and the whole: which of the two, the path says. Thread-safe. */
public final class AuditHandler {
    private static final Paging NEWEST = new Paging(1, 100, Paging.Direction.DESC);
    private static final Paging ITEMS = new Paging(1, 100, Paging.Direction.ASC);

    private final ReadAudit readAudit;

    public AuditHandler(ReadAudit readAudit) {
        this.readAudit = readAudit;
    }

    public void list(Exchange exchange) throws InterruptedException {
        Paging paging = exchange.paging(NEWEST);
        List<AuditRecord> page =
                readAudit.list(
                        AuditFilter.of(exchange.query(), exchange.owner(), paging),
                        stretch(paging));
        exchange.answer(
                Success.of(List.of(), json -> AuditJson.writeAll(json, page))
                        .on(paging.place(page)));
    }

    /** Always in their order, whatever the direction. */
    public void items(Exchange exchange) throws InterruptedException {
        Paging paging = exchange.paging(ITEMS);
        ReadAudit.Items items =
                readAudit.items(exchange.owner(), exchange.auditRecord(), stretch(paging));
        exchange.answer(
                Success.of(List.of(), json -> AuditJson.writeItems(json, items.items()))
                        .on(paging.place(items.items(), items.total())));
    }

    private static Stretch stretch(Paging paging) {
        return new Stretch(paging.first(), paging.perPage());
    }
}
