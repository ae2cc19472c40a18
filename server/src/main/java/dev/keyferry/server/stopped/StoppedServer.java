package dev.keyferry.server.stopped;

import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.store.StoppedStore;
import dev.keyferry.server.store.Store;
import java.nio.file.Files;
import java.security.SecureRandom;

/**
 * The directory and the store of a server while none runs on them, for an operator's decision about
 * both. Confined to one thread.
 */
public final class StoppedServer implements AutoCloseable {
    private final DataDirectory directory;
    private final StoppedStore store;

    private StoppedServer(DataDirectory directory, StoppedStore store) {
        this.directory = directory;
        this.store = store;
    }

    /**
     * Takes both.
     *
     * @throws StartRefused if a server runs on the directory, or there is no store
     * @throws dev.keyferry.server.store.founding.StoreMismatch if servers run on a shared database
     */
    public static StoppedServer take(StorePlace place, SecureRandom random) {
        requireStore(place);
        DataDirectory directory =
                DataDirectory.take(place.directory(), random, place.shared().map(_ -> true));
        try {
            return new StoppedServer(directory, StoppedStore.open(place.engine()));
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Who decides: whoever may use the directory is the administrator, at this very machine. */
    public static Caller operator(SecureRandom random) {
        return new Caller(Actor.ADMINISTRATOR, Rights.ALL, "recover", RequestId.random(random));
    }

    public DataDirectory directory() {
        return directory;
    }

    public StoppedStore store() {
        return store;
    }

    @Override
    public void close() {
        try (directory) {
            store.close();
        }
    }

    private static void requireStore(StorePlace place) {
        if (place.shared().isEmpty() && Files.notExists(place.file())) {
            throw new StartRefused(
                    place.directory() + " has no database",
                    "name the directory that serve --data has, and by --config the configuration that"
                            + " names a shared database");
        }
        if (place.shared().isPresent() && !Store.isFounded(place.engine())) {
            throw new StartRefused(
                    "the database of store.url has no store",
                    "name the configuration that serve --config has, or restore a backup into it");
        }
    }
}
