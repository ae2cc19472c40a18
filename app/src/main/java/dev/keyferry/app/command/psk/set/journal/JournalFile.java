package dev.keyferry.app.command.psk.set.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.feed.directory.OwnerFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of JSON lines that is only added to, and durable after each line; one process at a time
 * has it. Confined to one thread.
 */
final class JournalFile implements AutoCloseable {
    private static final Path OWN_PROCESS = Path.of("/proc/self");
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path path;
    private final FileChannel channel;

    private JournalFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the file, and makes it where it is missing.
     *
     * @throws Failure if another process has it, it is not this user's alone, or it cannot be made
     */
    static JournalFile take(Path path) {
        try {
            FileChannel channel =
                    FileChannel.open(
                            path,
                            Set.of(
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE,
                                    LinkOption.NOFOLLOW_LINKS),
                            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            JournalFile taken = new JournalFile(path, channel);
            try {
                taken.requireOwn();
                return taken;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "no journal can be kept beside the key file",
                    "make its directory writable, or give the keys on standard input, which keeps"
                            + " none: keyferry psk set - < FILE",
                    e);
        }
    }

    private void requireOwn() throws IOException {
        if (!isLocked() || Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "another run is setting the keys of this file",
                    "wait for its end, or end it; then the same command goes on");
        }
        // Whoever could write it could make keys count as set.
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))
                || !owner(path).equals(owner(OWN_PROCESS))) {
            throw Failure.usage(
                    "the journal " + path + " is not your own alone",
                    "remove it, and use a directory where nobody else writes");
        }
    }

    private boolean isLocked() throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Hands on line by line, for many keys make a long file. What follows the last line end was
     * being written when the process died; it is cut off, as if it had not been begun.
     */
    void read(Consumer<JsonNode> each) {
        try {
            channel.position(0);
            // Not closed: that would close the channel.
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long whole = 0;
            for (int read = in.read(); read >= 0; read = in.read()) {
                line.write(read);
                if (read == '\n') {
                    each.accept(JSON.readTree(line.toByteArray()));
                    whole += line.size();
                    line.reset();
                }
            }
            channel.truncate(whole);
            channel.position(whole);
        } catch (JacksonException e) {
            throw unreadable();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    Failure unreadable() {
        return Failure.usage(
                "the journal " + path + " is not one of this command",
                "give --restart to begin anew: a key that is set already makes no new version");
    }

    boolean isEmpty() {
        try {
            return channel.size() == 0;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Removes all lines. */
    void empty() {
        try {
            channel.truncate(0);
            channel.position(0);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Adds a line; it is durable when this returns. */
    void add(JsonNode line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Makes the name of the file durable. */
    void syncName() {
        try {
            OwnerFile.syncName(path);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Ends it; nobody goes on from here. */
    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Lets another process take the file. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private Failure broken(IOException cause) {
        return new Failure(
                ExitCode.REFUSED,
                "the journal " + path + " cannot be read or written",
                "see whether its disk is full; then the same command goes on",
                cause);
    }

    private static Object owner(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
