package dev.keyferry.server.store;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A part of the store's contract: it runs on each engine, every test over a fresh database. */
@ParameterizedClass
@EnumSource(TestEngine.class)
public abstract class EachEngine {
    @Parameter private TestEngine kind = TestEngine.SQLITE;
    @TempDir private Path directory;
    private Engine database;

    @BeforeEach
    void makeDatabase() {
        database = kind.fresh(directory);
    }

    protected Engine database() {
        return database;
    }

    /** For files beside the database. */
    protected Path directory() {
        return directory;
    }

    /** The same database, whose reads and writes can be made to fail. */
    protected Engine failingBy(Faults faults) {
        return engine(faults, faults.over(database.reading()));
    }

    /** The same database, whose writes can be made to fail. */
    protected Engine writingBy(Faults faults) {
        return engine(faults, database.reading());
    }

    private Engine engine(Faults faults, DataSource reading) {
        return new Engine(
                database.migrating(),
                faults.over(database.writing()),
                reading,
                database.copying(),
                database.sharing(),
                database.readers());
    }
}
