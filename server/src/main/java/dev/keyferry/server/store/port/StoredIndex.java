package dev.keyferry.server.store.port;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.store.rows.tunnel.EntryRow;
import dev.keyferry.server.usecase.survey.TunnelEntry;
import dev.keyferry.server.usecase.survey.TunnelIndex;
import java.util.List;

/** The few columns of tunnels by which they are found and counted. Thread-safe. */
public record StoredIndex(ReaderPools readers) implements TunnelIndex {
    @Override
    public Stretch next(AccountId account, Wanted wanted) throws InterruptedException {
        return readers.of(wanted.rows())
                .read(statements -> EntryRow.next(statements, account, wanted));
    }

    @Override
    public List<TunnelEntry> find(AccountId account, List<TunnelId> ids)
            throws InterruptedException {
        return readers.of(ids.size()).read(statements -> EntryRow.find(statements, account, ids));
    }
}
