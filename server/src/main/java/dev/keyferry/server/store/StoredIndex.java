package dev.keyferry.server.store;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.store.rows.tunnel.EntryRow;
import dev.keyferry.server.usecase.survey.TunnelEntry;
import dev.keyferry.server.usecase.survey.TunnelIndex;
import java.util.List;

record StoredIndex(ReaderPools readers) implements TunnelIndex {
    @Override
    public List<TunnelEntry> after(AccountId account, String part, String name, int most)
            throws InterruptedException {
        // Names that have not the part are passed over, and there may be many of them.
        int rows = part.isEmpty() ? most : Integer.MAX_VALUE;
        return readers.of(rows)
                .read(statements -> EntryRow.after(statements, account, part, name, most));
    }

    @Override
    public List<TunnelEntry> find(AccountId account, List<TunnelId> ids)
            throws InterruptedException {
        return readers.of(ids.size()).read(statements -> EntryRow.find(statements, account, ids));
    }
}
