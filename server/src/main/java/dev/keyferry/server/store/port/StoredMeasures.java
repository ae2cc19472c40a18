package dev.keyferry.server.store.port;

import dev.keyferry.server.store.rows.CountRow;
import dev.keyferry.server.store.writer.GroupWriter;
import dev.keyferry.server.usecase.measure.StoreMeasures;
import dev.keyferry.server.usecase.measure.WriterCounts;

/** How much the store has, and how its writer is. Thread-safe. */
public record StoredMeasures(ReaderPools readers, GroupWriter groups) implements StoreMeasures {
    @Override
    public Content content() throws InterruptedException {
        return readers.many().read(CountRow::read);
    }

    @Override
    public WriterCounts writer() {
        return new WriterCounts(
                groups.head(), groups.commits(), groups.failures(), groups.waiting());
    }
}
