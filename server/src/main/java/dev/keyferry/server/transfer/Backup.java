package dev.keyferry.server.transfer;

import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.copy.CopiedTable;
import dev.keyferry.server.store.copy.StoreFile;
import dev.keyferry.server.store.copy.Transfer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Keeps one moment of a store in a file, also while servers change the store. */
public final class Backup {
    private Backup() {}

    /**
     * Writes a new file, which only its owner may read. It has its name once it is whole, was read
     * again, and is on the disk.
     *
     * @return what is in it
     * @throws TransferRefused if there is such a file already, or it cannot be written
     * @throws dev.keyferry.server.store.founding.StoreMismatch if there is no store, or not of this
     *     version's form
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if it cannot be read
     */
    public static List<CopiedTable> write(Engine store, Path to) {
        Path file = to.toAbsolutePath();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(file);
        }
        try {
            Path partial = partial(file);
            try {
                List<CopiedTable> written = fill(store, partial);
                // Unlike a move, a link never takes the place of a file.
                Files.createLink(file, partial);
                StoreFile.force(file.resolveSibling("."));
                return written;
            } finally {
                StoreFile.remove(partial);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException | UnsupportedOperationException e) {
            throw new TransferRefused(
                    file + " cannot be written",
                    "name a directory that there is, in which you may write and make hard links",
                    e);
        }
    }

    private static Path partial(Path file) throws IOException {
        return Files.createTempFile(
                file.resolveSibling("."),
                file.getFileName() + ".",
                ".partial",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static List<CopiedTable> fill(Engine store, Path partial) throws IOException {
        Engine file = Engine.sqlite(partial);
        List<CopiedTable> copied = Transfer.copy(store, file);
        StoreFile.settle(partial);
        StoreFile.requireSound(partial);
        if (!Transfer.read(file).equals(copied)) {
            throw new IOException("the file does not read as it was written");
        }
        return copied;
    }

    private static TransferRefused exists(Path file) {
        return new TransferRefused(
                file + " exists already, and no backup takes the place of another file",
                "name a file that there is not");
    }
}
