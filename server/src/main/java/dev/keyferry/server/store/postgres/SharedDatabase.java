package dev.keyferry.server.store.postgres;

import dev.keyferry.server.store.writer.GroupWriter;
import javax.sql.DataSource;

/**
 * What a server of a shared database has to do with the others. Thread-safe.
 *
 * @param watch hears of their commits
 * @param board where they tell each other what gateways say
 */
public record SharedDatabase(HeadWatch watch, PostgresBoard board) implements AutoCloseable {
    /**
     * Connections to it.
     *
     * @param watching such as lie idle and are told of commits
     * @param posting for what need not outlive the database's process
     */
    public record Sources(DataSource watching, DataSource posting) {}

    public static SharedDatabase join(Sources sources, GroupWriter groups) {
        return new SharedDatabase(
                HeadWatch.start(sources.watching(), groups), new PostgresBoard(sources.posting()));
    }

    @Override
    public void close() {
        watch.close();
        board.close();
    }
}
