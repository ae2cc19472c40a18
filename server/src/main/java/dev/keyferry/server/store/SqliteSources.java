package dev.keyferry.server.store;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** Connections to one database file, with every setting that matters given. */
final class SqliteSources {
    /** How long a connection waits for a lock that another process holds. */
    private static final int LOCK_WAIT_MILLIS = 5_000;

    /** The log grows to 16 MiB before a commit has to carry it over: one in some 400 small ones. */
    private static final int CHECKPOINT_PAGES = 4_096;

    private static final int WRITER_CACHE_KIB = 32_768;
    private static final int READER_CACHE_KIB = 8_192;

    private SqliteSources() {}

    /** Connections that take the write lock when a transaction begins, and commit durably. */
    static DataSource writer(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(LOCK_WAIT_MILLIS);
        config.setCacheSize(-WRITER_CACHE_KIB);
        config.setTempStore(TempStore.MEMORY);
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        // What was deleted is overwritten: a superseded sealed key leaves no trace in the file.
        config.setPragma(Pragma.SECURE_DELETE, "true");
        return source(file, config);
    }

    static DataSource reader(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setTransactionMode(TransactionMode.DEFERRED);
        config.setBusyTimeout(LOCK_WAIT_MILLIS);
        config.setCacheSize(-READER_CACHE_KIB);
        config.setTempStore(TempStore.MEMORY);
        return source(file, config);
    }

    private static DataSource source(Path file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
