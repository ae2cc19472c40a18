package dev.keyferry.server.store;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.store.rows.edge.EdgeKeyRow;
import dev.keyferry.server.store.rows.edge.EdgeRow;
import dev.keyferry.server.usecase.port.edge.Edges;
import java.util.List;
import java.util.Map;
import java.util.Optional;

record StoredEdges(ReaderPools readers) implements Edges {
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
}
