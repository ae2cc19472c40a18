package dev.keyferry.server.store.writer;

import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.port.Change;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Makes one change over a database at which no server is, with everything that a commit of a server
 * has: revisions, audit, all or nothing. Confined to one thread.
 */
public final class SoleWriter {
    private static final long SERIAL = 1;

    private SoleWriter() {}

    /**
     * Commits the change, with what was written on this connection before it.
     *
     * @throws dev.keyferry.server.usecase.refusal.Refusal if its decision does; nothing was changed
     */
    public static <T> T write(Statements statements, Instant now, Change<T> change)
            throws SQLException {
        Head before = Head.lock(statements);
        Waiting<T> waiting = new Waiting<>(change);
        DecidedGroup group =
                DecidedGroup.decide(
                        List.of(waiting),
                        LoadedGroup.load(statements, SERIAL, now, before, List.of(change.names())),
                        before);
        if (group.isAnything()) {
            group.write(statements);
            statements.connection().commit();
        } else {
            statements.connection().rollback();
        }
        group.answer();
        return waiting.told();
    }
}
