package dev.keyferry.server.store.port;

import static java.util.stream.Collectors.toCollection;

import dev.keyferry.feed.History;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.server.store.rows.DataKeyRow;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.RecordRow;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.writer.Fleet;
import dev.keyferry.server.usecase.port.Records;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Records for gateways, in the order of the feed. Thread-safe. */
public record StoredRecords(ReaderPools readers, Fleet fleet, History history, IkeDomain domain)
        implements Records {
    @Override
    public Stretch after(EdgeId edge, Revision after) throws InterruptedException {
        return readers.few().read(statements -> after(statements, edge, after));
    }

    private Stretch after(Statements statements, EdgeId edge, Revision after) throws SQLException {
        Head head = Head.read(statements);
        if (!head.epoch().equals(history.epoch())) {
            throw new StoreUnavailable(
                    "the store has another history than when this server opened it");
        }
        // Who was revoked before this moment must not be handed what is read of it.
        fleet.follow(head, statements);
        List<TunnelRecord> records =
                RecordRow.after(statements, domain, edge, after, Page.MAX_RECORDS);
        Set<DataKeyId> dataKeys =
                records.stream()
                        .filter(KeyRecord.class::isInstance)
                        .map(record -> ((KeyRecord) record).dataKey())
                        .collect(toCollection(LinkedHashSet::new));
        return new Stretch(
                history,
                head.revision(),
                head.newer(),
                head.tombstoneFloor(),
                records,
                DataKeyRow.read(statements, dataKeys));
    }
}
