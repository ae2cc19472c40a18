package dev.keyferry.feed.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** New files that their owner alone may read and write, and their names. Thread-safe. */
public final class OwnerFile {
    private static final FileAttribute<Set<PosixFilePermission>> MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private OwnerFile() {}

    /**
     * Makes a file with mode 0600, and opens it to read and write.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is a file or a link of that name
     */
    public static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE),
                MODE);
    }

    /** Brings the name of a file, or that it is gone, to the disk; its content is not touched. */
    public static void syncName(Path file) throws IOException {
        Path directory = file.toAbsolutePath().resolveSibling(".");
        try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }
}
