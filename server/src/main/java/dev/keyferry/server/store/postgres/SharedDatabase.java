package dev.keyferry.server.store.postgres;

import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.writer.GroupWriter;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server of a shared database has to do with the others. Thread-safe once it follows. */
public final class SharedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharedDatabase.class);

    private final Sources sources;
    private final Statements presence;
    private final PostgresBoard board;
    private Optional<HeadWatch> watch = Optional.empty();

    private SharedDatabase(Sources sources, Statements presence) {
        this.sources = sources;
        this.presence = presence;
        this.board = new PostgresBoard(sources.posting());
    }

    /**
     * Connections to it.
     *
     * @param watching such as lie idle and are told of commits
     * @param posting for what need not outlive the database's process
     */
    public record Sources(DataSource watching, DataSource posting) {}

    /**
     * Shows that a server is there; waits where a command is at work. What is read after this no
     * command changes any more.
     *
     * @throws SQLException if the database is not reached
     * @throws dev.keyferry.server.store.founding.StoreMismatch if a command is at work for long
     */
    public static SharedDatabase enter(Sources sources) throws SQLException {
        return new SharedDatabase(sources, Presence.ofServer(sources.watching()));
    }

    /** Tells the writer from now on of every head that it did not commit itself. */
    public void follow(GroupWriter groups) {
        watch = Optional.of(HeadWatch.start(presence, sources.watching(), groups));
    }

    /** Where servers tell each other what gateways say. */
    public PostgresBoard board() {
        return board;
    }

    @Override
    public void close() {
        watch.ifPresentOrElse(HeadWatch::close, this::leave);
        board.close();
    }

    private void leave() {
        try {
            presence.close();
        } catch (SQLException e) {
            log.atWarn().setCause(e).log("a connection did not close");
        }
    }
}
