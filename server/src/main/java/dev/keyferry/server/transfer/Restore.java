package dev.keyferry.server.transfer;

import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.stopped.Recovery;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.stopped.TokensInForce;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.StoppedStore;
import dev.keyferry.server.store.Store;
import dev.keyferry.server.store.copy.StoreFile;
import dev.keyferry.server.store.copy.Transfer;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.recall.HeldCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Puts a backup in the place of a store and begins the epoch in which it counts. All of that
 * happens to a copy beside the store, which then takes its place in one step. Confined to one
 * thread.
 */
public final class Restore {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final SecureRandom random;
    private final InstantSource clock;
    private final Recovery recovery;

    public Restore(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
        this.recovery = new Recovery(random, clock);
    }

    /**
     * What was done.
     *
     * @param plan how the store stands, and what was taken from gateways
     * @param tokens API tokens that are good as the backup has them, also such as were ended since
     * @param former the store that was there, which is kept; empty if there was none
     */
    public record Restored(Plan plan, List<Token> tokens, Optional<Path> former) {
        public Restored {
            tokens = List.copyOf(tokens);
        }
    }

    /**
     * Restores.
     *
     * @param file that {@link Backup} wrote, of this version or an older one
     * @param caches what gateways hold and the store is to have; may be none
     * @throws TransferRefused if the directory has no keys, or the place is not free
     * @throws dev.keyferry.server.data.StartRefused if a server has the directory, the store is not
     *     of its keys, or it is neither before nor after the one that is there
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if a key file cannot be read
     * @throws StoreMismatch if the file is no backup, or of a newer version
     * @throws StoreUnavailable if one of the databases cannot be read or written
     */
    public Restored restore(Path file, StorePlace place, List<HeldCache> caches) {
        requirePlace(place);
        if (Files.notExists(file)) {
            throw new TransferRefused("there is no file " + file, "name a backup that there is");
        }
        try (DataDirectory directory =
                DataDirectory.take(place.directory(), random, Optional.of(true))) {
            Path staged = place.file().resolveSibling("keyferry.db.restoring");
            StoreFile.remove(staged);
            try {
                StoreFile.copy(file.toAbsolutePath(), staged);
                Restored begun = begin(staged, directory, place, caches);
                StoreFile.settle(staged);
                return new Restored(begun.plan(), begun.tokens(), put(staged, place));
            } finally {
                StoreFile.remove(staged);
            }
        } catch (IOException e) {
            throw new TransferRefused(
                    place.directory() + " cannot be written",
                    "check that there is room and that you may write, and run the command again",
                    e);
        }
    }

    private static void requirePlace(StorePlace place) {
        if (!Files.isDirectory(place.directory().resolve("keys"))) {
            throw new TransferRefused(
                    place.directory() + " has no keys",
                    "put the directory keys there, which was kept apart from the backup");
        }
        if (place.shared().isEmpty()) {
            return;
        }
        if (Files.exists(place.file())) {
            throw new TransferRefused(
                    place.directory() + " has a store of its own, beside the one of store.url",
                    "leave out --config to restore into the directory, or move keyferry.db away");
        }
        if (Store.isFounded(place.engine())) {
            throw new TransferRefused(
                    "the database of store.url has a store already",
                    "make an empty database, and name that one");
        }
    }

    private Restored begin(
            Path staged, DataDirectory directory, StorePlace place, List<HeldCache> caches)
            throws IOException {
        try (StoppedStore store = StoppedStore.open(Engine.sqlite(staged))) {
            Recovery.requireOwn(directory, store);
            if (Files.exists(place.file())) {
                follow(directory, store, place.file());
            }
            Plan plan = recovery.begin(directory, store, caches);
            return new Restored(plan, TokensInForce.of(store, clock.instant()), Optional.empty());
        }
    }

    /**
     * What the present store began since the backup goes on: gateways follow only from an epoch
     * that is known, and no version is given twice. A copy of it is read, which may be brought to
     * the newest form: the store itself is what is left if the restore is refused.
     */
    private static void follow(DataDirectory directory, StoppedStore store, Path database)
            throws IOException {
        Path copy = database.resolveSibling("keyferry.db.present");
        StoreFile.remove(copy);
        try {
            StoreFile.copy(database, copy);
            if (Store.isFounded(Engine.sqlite(copy))) {
                try (StoppedStore present = StoppedStore.open(Engine.sqlite(copy))) {
                    Recovery.follow(directory, store, present);
                }
            }
        } catch (StoreUnavailable | StoreMismatch e) {
            throw new TransferRefused(
                    database + " cannot be read, so nobody knows which epochs began in it",
                    "move it away, with what has its name and -wal or -shm behind it, and run the"
                            + " command again: all is well unless keyferry recover apply or restore"
                            + " was run since the backup",
                    e);
        } finally {
            StoreFile.remove(copy);
        }
    }

    private Optional<Path> put(Path staged, StorePlace place) throws IOException {
        if (place.shared().isPresent()) {
            Transfer.copy(Engine.sqlite(staged), place.engine());
            return Optional.empty();
        }
        Path database = place.file();
        Path kept = database.resolveSibling("keyferry.db." + STAMP.format(clock.instant()));
        boolean isReplaced = Files.exists(database);
        if (isReplaced) {
            StoreFile.settle(database);
            // There is a database at every moment, or a server would found another one.
            Files.createLink(kept, database);
        }
        // The log of a database that is lost would be taken for the log of this one.
        StoreFile.moveLogs(database, kept);
        Files.move(staged, database, StandardCopyOption.ATOMIC_MOVE);
        StoreFile.force(place.directory());
        return isReplaced ? Optional.of(kept) : Optional.empty();
    }
}
