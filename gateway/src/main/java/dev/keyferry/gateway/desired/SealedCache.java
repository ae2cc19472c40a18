package dev.keyferry.gateway.desired;

import dev.keyferry.feed.Position;
import dev.keyferry.feed.directory.OwnerFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records on this host's disk, sealed as they came, in one file that grows at its end. One
 * batch at a time is written and brought to the disk. What a crash tore off at the end was never
 * shown to anybody, and is cut off at the next start. Confined to one thread.
 *
 * <p>The file is written anew, beside the old one and then in its place, when more of it is
 * superseded than not, and after any failure: once the system failed to write, it may claim later
 * that the same bytes are on the disk.
 */
public final class SealedCache implements AutoCloseable {
    static final String FILE = "records.cache";
    static final String NEW_FILE = "records.cache.new";
    static final String LOCK_FILE = "lock";

    /** The file may always grow by this much before it is written anew. */
    static final long MIN_GROWTH_BYTES = 4L << 20;

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Logger LOG = LoggerFactory.getLogger(SealedCache.class);

    private final Path directory;
    private final FileLock lock;
    private final CacheContent content;
    private FileChannel file;
    private long bytes;
    private long bytesWhenWhole;
    private boolean isSuspect;

    /**
     * Opens the cache in a directory, which is made if need be, and reads it.
     *
     * @throws CacheFailed if it cannot be read, is something else, or another agent uses it
     */
    public static SealedCache open(Path directory) {
        try {
            Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
            FileLock lock = lock(directory);
            Files.deleteIfExists(directory.resolve(NEW_FILE));
            return new SealedCache(directory, lock, openFile(directory));
        } catch (IOException e) {
            throw new CacheFailed("the cache in " + directory + " cannot be opened", e);
        }
    }

    private SealedCache(Path directory, FileLock lock, FileChannel file) throws IOException {
        this.directory = directory;
        this.lock = lock;
        this.file = file;
        this.content = read();
    }

    /** What the file held when it was opened. */
    CacheContent content() {
        return content;
    }

    /**
     * Brings a batch to the disk; it is there for sure when this returns.
     *
     * @param whole everything that is to be held, the batch included
     * @throws CacheFailed if that cannot be said; nothing of the batch may be used then
     */
    void append(CacheContent batch, Supplier<CacheContent> whole) {
        try {
            if (isSuspect || bytes > 2 * bytesWhenWhole + MIN_GROWTH_BYTES) {
                writeAnew(whole.get());
                return;
            }
            isSuspect = true;
            bytes += CacheFile.write(file, bytes, batch);
            file.force(false);
            isSuspect = false;
        } catch (IOException e) {
            throw new CacheFailed("the cache in " + directory + " cannot be written", e);
        }
    }

    /** Replaces everything; after a crash either the old or the new is there. */
    void replace(CacheContent whole) {
        try {
            writeAnew(whole);
        } catch (IOException e) {
            throw new CacheFailed("the cache in " + directory + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
            lock.acquiredBy().close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("cache not closed");
        }
    }

    private void writeAnew(CacheContent whole) throws IOException {
        isSuspect = true;
        FileChannel fresh = write(directory, whole);
        file.close();
        file = fresh;
        bytes = fresh.size();
        bytesWhenWhole = bytes;
        isSuspect = false;
    }

    private static FileChannel openFile(Path directory) throws IOException {
        Path path = directory.resolve(FILE);
        // A file that ends within its own name was never more than begun.
        return Files.exists(path) && !CacheFile.isOnlyBegun(path)
                ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : write(directory, new CacheContent(new Position.Start(), List.of()));
    }

    private static FileChannel write(Path directory, CacheContent whole) throws IOException {
        Path path = directory.resolve(NEW_FILE);
        Files.deleteIfExists(path);
        FileChannel channel = OwnerFile.create(path);
        try {
            CacheFile.writeWhole(channel, whole);
            channel.force(true);
            // From the rename on it is the cache; the directory says so after a crash as well.
            Files.move(path, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            OwnerFile.syncName(path);
            return channel;
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private CacheContent read() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer whole =
                    file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena).asByteBuffer();
            if (!CacheFile.isOne(whole)) {
                throw new CacheFailed(
                        "the file " + directory.resolve(FILE) + " is no cache; move it away");
            }
            CacheContent read = CacheFile.read(whole);
            bytes = whole.position();
            bytesWhenWhole = bytes;
            cutBehind(bytes);
            return read;
        }
    }

    private void cutBehind(long length) throws IOException {
        if (file.size() == length) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("directory", directory)
                .addKeyValue("bytes", file.size() - length)
                .log("cut off an unfinished or damaged end of the cache");
        file.truncate(length);
        file.force(true);
    }

    private static FileLock lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve(LOCK_FILE),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        OWNER_ONLY);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // Another agent in this very process is refused all the same, below.
        }
        channel.close();
        throw new CacheFailed("another agent uses the cache in " + directory);
    }
}
