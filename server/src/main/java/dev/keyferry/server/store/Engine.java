package dev.keyferry.server.store;

import dev.keyferry.server.store.port.Readers;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.store.postgres.PostgresSources;
import dev.keyferry.server.store.postgres.SharedDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A database over which a store is opened: the kinds of connections to it.
 *
 * @param migrating for changes of the tables, which may take long
 * @param writing such that whoever has locked the head writes alone, and commits are durable
 * @param reading such that each transaction sees one moment of the store
 * @param copying like reading, for as long as it takes
 * @param sharing for what servers tell each other; empty where one server alone has the database
 * @param readers how many reads of few rows run at once
 */
public record Engine(
        DataSource migrating,
        DataSource writing,
        DataSource reading,
        DataSource copying,
        Optional<SharedDatabase.Sources> sharing,
        int readers) {
    /** One file, which one server at a time has. */
    public static Engine sqlite(Path file) {
        DataSource writing = SqliteSources.writer(file);
        DataSource reading = SqliteSources.reader(file);
        return new Engine(writing, writing, reading, reading, Optional.empty(), Readers.THREADS);
    }

    /**
     * Is to be called once all connections are closed. SQLite carries its log over into the file
     * when the last of them closes, but not where that could only read.
     */
    void leave() throws SQLException {
        if (sharing.isEmpty()) {
            writing.getConnection().close();
        }
    }

    /** A database that several servers may share. */
    public static Engine postgres(PostgresOptions options) {
        PostgresSources sources = new PostgresSources(options);
        return new Engine(
                sources.migrating(),
                sources.writing(),
                sources.reading(),
                sources.copying(),
                Optional.of(new SharedDatabase.Sources(sources.watching(), sources.posting())),
                options.readers());
    }
}
