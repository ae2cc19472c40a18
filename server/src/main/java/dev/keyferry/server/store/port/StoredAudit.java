package dev.keyferry.server.store.port;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.audit.AuditItem;
import dev.keyferry.server.domain.audit.AuditQuery;
import dev.keyferry.server.domain.audit.AuditQuery.Stretch;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.audit.AuditList;
import dev.keyferry.server.usecase.port.Audit;
import java.util.List;
import java.util.Optional;

/** The audit of the store. Thread-safe. */
public record StoredAudit(ReaderPools readers) implements Audit {
    @Override
    public List<AuditRecord> page(AuditQuery query, Stretch stretch) throws InterruptedException {
        return readers.many().read(statements -> AuditList.page(statements, query, stretch));
    }

    @Override
    public Optional<AuditRecord> find(RequestId request) throws InterruptedException {
        return readers.few().read(statements -> AuditList.find(statements, request));
    }

    @Override
    public AuditHead head() throws InterruptedException {
        return readers.few()
                .read(statements -> {
                    Head head = Head.read(statements);
                    return new AuditHead(head.epoch(), head.auditSeq(), head.auditHash());
                });
    }

    @Override
    public Optional<Bytes> hash(long seq) throws InterruptedException {
        return readers.few().read(statements -> AuditList.hash(statements, seq));
    }

    @Override
    public List<AuditItem> items(long seq, Stretch stretch) throws InterruptedException {
        return readers.many().read(statements -> AuditList.items(statements, seq, stretch));
    }
}
