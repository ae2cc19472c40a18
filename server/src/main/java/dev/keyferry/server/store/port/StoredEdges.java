package dev.keyferry.server.store.port;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.store.rows.DataKeyRow;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.RecordRow;
import dev.keyferry.server.store.rows.edge.EdgeKeyRow;
import dev.keyferry.server.store.rows.edge.EdgeRow;
import dev.keyferry.server.usecase.port.edge.Edges;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Edges of the store. Thread-safe. */
public record StoredEdges(ReaderPools readers, IkeDomain domain) implements Edges {
    @Override
    public Optional<Edge> find(EdgeId name) throws InterruptedException {
        return readers.few().read(statements -> EdgeRow.find(statements, name));
    }

    @Override
    public List<Edge> all() throws InterruptedException {
        return readers.many().read(EdgeRow::all);
    }

    @Override
    public Map<EdgeKeyId, Long> sealed() throws InterruptedException {
        return readers.many().read(EdgeKeyRow::sealed);
    }

    @Override
    public Page formerlySealed(EdgeId edge, Revision after, int limit) throws InterruptedException {
        return readers.many()
                .read(statements -> {
                    Head head = Head.read(statements);
                    // Not the edge's head: this is no position in its feed.
                    Revision end = after.isAfter(head.revision()) ? after : head.revision();
                    List<TunnelRecord> records =
                            RecordRow.hasFormerlySealed(statements, edge)
                                    ? RecordRow.formerlySealed(
                                            statements, domain, edge, after, limit)
                                    : List.of();
                    Set<DataKeyId> dataKeys = new LinkedHashSet<>();
                    for (TunnelRecord record : records) {
                        if (record instanceof KeyRecord key) {
                            dataKeys.add(key.dataKey());
                        }
                    }
                    return new Page(
                            head.epoch(),
                            after,
                            records.isEmpty() ? end : records.getLast().revision(),
                            end,
                            DataKeyRow.read(statements, dataKeys),
                            records);
                });
    }
}
