package dev.keyferry.feed.seal;

import dev.keyferry.feed.directory.OwnerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A secret in a file of its own that its owner alone may read. A file is whole or absent, also
 * after a crash, and one that exists is replaced by {@link #replace} alone. Thread-safe, also
 * between processes.
 */
public final class SecretFile {
    /** Largest file that is read. */
    public static final int MAX_BYTES = 65_536;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));

    private SecretFile() {}

    /**
     * Returns the file's content, or makes the file with {@code fresh} where there is none.
     *
     * @return a secret, for the caller to wipe
     * @throws SecretFileUnusable if it cannot be read or made, or others may read or write it
     */
    public static byte[] readOrCreate(Path file, Supplier<byte[]> fresh) {
        if (Files.notExists(file)) {
            try {
                make(file, fresh.get());
            } catch (FileAlreadyExistsException _) {
                // Another process was first, and its secret is the one that counts.
            }
        }
        return read(file);
    }

    /**
     * Makes the file, which must not exist.
     *
     * @param content a secret, which is wiped
     * @throws SecretFileUnusable if it exists or cannot be made
     */
    public static void create(Path file, byte[] content) {
        try {
            make(file, content);
        } catch (FileAlreadyExistsException e) {
            throw new SecretFileUnusable(
                    file + " exists already",
                    "choose another name, or move the file away if nobody needs it",
                    e);
        }
    }

    /**
     * Puts the content in the place of the file's; after a crash either the old or the new is
     * there.
     *
     * @param content a secret, which is wiped
     * @throws SecretFileUnusable if that cannot be done; the file is as it was then
     */
    public static void replace(Path file, byte[] content) {
        Path directory = file.resolveSibling(".").toAbsolutePath();
        try {
            Path temporary = temporary(directory);
            try {
                writeDurably(temporary, content);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
            OwnerFile.syncName(file);
        } catch (IOException | UnsupportedOperationException e) {
            throw new SecretFileUnusable(
                    file + " cannot be written",
                    "its directory must be writable, and its file system know POSIX modes",
                    e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * Returns the file's content, 1 to {@value #MAX_BYTES} bytes.
     *
     * @return a secret, for the caller to wipe
     * @throws SecretFileUnusable if it cannot be read, or others may read or write it
     */
    public static byte[] read(Path file) {
        try {
            refuseOthers(file);
            try (InputStream in = Files.newInputStream(file)) {
                byte[] content = in.readNBytes(MAX_BYTES + 1);
                if (content.length == 0 || content.length > MAX_BYTES) {
                    Arrays.fill(content, (byte) 0);
                    throw new SecretFileUnusable(
                            file + " is empty or larger than " + MAX_BYTES + " bytes",
                            "put the right file back from a backup",
                            null);
                }
                return content;
            }
        } catch (NoSuchFileException e) {
            throw new SecretFileUnusable(
                    file + " does not exist", "check the path, or put the file back", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new SecretFileUnusable(
                    file + " cannot be read",
                    "check the path, who owns the file, and that its file system knows POSIX modes",
                    e);
        }
    }

    private static void refuseOthers(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(OTHERS::contains)) {
            throw new SecretFileUnusable(
                    file
                            + " is open to others: its mode is "
                            + PosixFilePermissions.toString(permissions),
                    "run: chmod 600 " + file,
                    null);
        }
    }

    // A link and not a rename gives the file its name, because a rename would replace a file that
    // another process made in between, and with it a key that is already in use.
    private static void make(Path file, byte[] content) throws FileAlreadyExistsException {
        Path directory = file.resolveSibling(".").toAbsolutePath();
        try {
            Path temporary = temporary(directory);
            try {
                writeDurably(temporary, content);
                Files.createLink(file, temporary);
            } finally {
                Files.delete(temporary);
            }
            OwnerFile.syncName(file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            throw new SecretFileUnusable(
                    file + " cannot be made",
                    "its directory must exist, be writable, and know POSIX modes and hard links",
                    e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static Path temporary(Path directory) throws IOException {
        return Files.createTempFile(
                directory, ".secret-", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }
}
