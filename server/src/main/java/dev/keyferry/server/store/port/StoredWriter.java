package dev.keyferry.server.store.port;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.store.writer.GroupWriter;
import dev.keyferry.server.store.writer.Preview;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Writer;
import java.time.InstantSource;

/** The one who changes the store. Thread-safe. */
public record StoredWriter(GroupWriter groups, ReaderPools readers, InstantSource clock)
        implements Writer {
    @Override
    public <T> T write(Change<T> change) throws InterruptedException {
        return groups.write(change);
    }

    @Override
    public <T> T preview(Change<T> change) throws InterruptedException {
        return readers.of(change.weight())
                .read(statements -> Preview.of(change, statements, clock.instant()));
    }

    @Override
    public Revision head() {
        return groups.head();
    }
}
