package dev.keyferry.feed.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A directory that its owner alone may enter, held by one process at a time. Thread-safe. */
public final class PrivateDirectory implements AutoCloseable {
    /** The file in it that is locked, and stays. */
    public static final String LOCK_FILE = "keyferry.lock";

    private static final Path OWN_PROCESS = Path.of("/proc/self");
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE =
            PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final FileChannel lockFile;

    private PrivateDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the directory where it is missing, and takes it.
     *
     * @throws DirectoryRefused if it is of another user, others may enter it, its owner may not,
     *     another process has it, or it cannot be made
     */
    public static PrivateDirectory take(Path path) {
        make(path);
        try {
            return new PrivateDirectory(path, lock(path));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /**
     * Makes a directory where it is missing, without taking it.
     *
     * @throws DirectoryRefused if it is of another user, others may enter it, its owner may not, or
     *     it cannot be made
     */
    public static void make(Path path) {
        try {
            if (Files.notExists(path)) {
                Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            // Also after that: it takes a directory that somebody else made in between.
            if (!owner(path).equals(owner(OWN_PROCESS))) {
                throw new DirectoryRefused(
                        path + " belongs to another user",
                        "run the command as that user, or name another directory with --data",
                        null);
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new DirectoryRefused(
                        path + " is open to others", "run: chmod 700 " + path, null);
            }
            if (!permissions.containsAll(OWNER_ONLY)) {
                throw new DirectoryRefused(
                        path + " is closed to its owner", "run: chmod 700 " + path, null);
            }
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    public Path path() {
        return path;
    }

    /** Lets another process take the directory. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock file did not close", e);
        }
    }

    private static Object owner(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid");
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path.resolve(LOCK_FILE),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWNER_FILE));
        if (!isLocked(channel)) {
            channel.close();
            throw new DirectoryRefused(
                    path + " is in use by another process",
                    "stop that one, or name another directory with --data",
                    null);
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static DirectoryRefused unusable(Path path, IOException cause) {
        return new DirectoryRefused(
                path + " cannot be used",
                "check that its parent exists and that you may write there",
                cause);
    }
}
