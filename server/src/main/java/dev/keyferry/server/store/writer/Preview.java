package dev.keyferry.server.store.writer;

import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.port.Change;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Decides a change and drops what it would do. */
public final class Preview {
    private static final long NO_GROUP = 0;

    private Preview() {}

    /** See {@link dev.keyferry.server.usecase.port.Writer#preview}. */
    public static <T> T of(Change<T> change, Statements statements, Instant now)
            throws SQLException {
        LoadedGroup loaded =
                LoadedGroup.load(
                        statements, NO_GROUP, now, Head.read(statements), List.of(change.names()));
        return change.decide().apply(loaded).answer();
    }
}
