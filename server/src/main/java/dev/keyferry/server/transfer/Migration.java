package dev.keyferry.server.transfer;

import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.stopped.Recovery;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.StoppedStore;
import dev.keyferry.server.store.Store;
import dev.keyferry.server.store.copy.CopiedTable;
import dev.keyferry.server.store.copy.StoreFile;
import dev.keyferry.server.store.copy.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Moves the store of a directory into a database that servers may share. It stays the same store,
 * in the same epoch: gateways see no difference. Confined to one thread.
 */
public final class Migration {
    private final SecureRandom random;

    public Migration(SecureRandom random) {
        this.random = random;
    }

    /**
     * Moves it. Where it was interrupted, running it again finishes.
     *
     * @param place with the shared database, which must be empty
     * @return what was moved
     * @throws TransferRefused if there is nothing to move, or the database has another store
     * @throws dev.keyferry.server.data.StartRefused if a server has the directory, or the store is
     *     not of its keys
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if a key file cannot be read
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if one of the databases cannot be
     *     read or written
     */
    public List<CopiedTable> move(StorePlace place) {
        Path moved = DataDirectory.migrated(place.directory());
        requireStore(place, moved);
        try (DataDirectory directory =
                DataDirectory.take(place.directory(), random, Optional.of(true))) {
            Engine file = Engine.sqlite(place.file());
            try (StoppedStore store = StoppedStore.open(file)) {
                Recovery.requireOwn(directory, store);
            }
            List<CopiedTable> tables = copy(file, place.engine());
            StoreFile.settle(place.file());
            // From here on no server can go on with the file: there would be two stores of one
            // epoch.
            Files.move(place.file(), moved, StandardCopyOption.ATOMIC_MOVE);
            StoreFile.force(place.directory());
            return tables;
        } catch (IOException e) {
            throw new TransferRefused(
                    place.directory() + " cannot be written",
                    "start no server before this command succeeded: run it again",
                    e);
        }
    }

    private static void requireStore(StorePlace place, Path moved) {
        if (Files.exists(moved)) {
            throw new TransferRefused(
                    place.directory() + " had its store moved already: there is " + moved,
                    Files.exists(place.file())
                            ? "move that file away if the store of keyferry.db is to be moved too"
                            : "start servers with the configuration that names the database");
        }
        if (Files.notExists(place.file())) {
            throw new TransferRefused(
                    place.directory() + " has no keyferry.db",
                    "name the directory that serve --data has");
        }
    }

    private static List<CopiedTable> copy(Engine file, Engine database) {
        if (!Store.isFounded(database)) {
            return Transfer.copy(file, database);
        }
        List<CopiedTable> tables = Transfer.read(file);
        if (!tables.equals(Transfer.read(database))) {
            throw new TransferRefused(
                    "the database of store.url has another store already",
                    "make an empty database, and name that one");
        }
        return tables;
    }
}
