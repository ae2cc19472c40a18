package dev.keyferry.server.store;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A part of the store's contract: it runs on each engine, every test over a fresh database. */
@ParameterizedClass
@EnumSource(TestEngine.class)
abstract class EachEngine {
    @Parameter private TestEngine kind = TestEngine.SQLITE;
    @TempDir private Path directory;
    private Engine database;

    @BeforeEach
    void makeDatabase() {
        database = kind.fresh(directory);
    }

    Engine database() {
        return database;
    }

    /** The same database with connections for writing that can be made to fail. */
    Engine writingBy(FaultySource source) {
        return new Engine(
                database.migrating(),
                source,
                database.reading(),
                database.copying(),
                database.sharing(),
                database.readers());
    }
}
