package dev.keyferry.app.command.token;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.access.TokenValue;
import dev.keyferry.feed.directory.OwnerFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A new file of mode 0600 with room on the disk for a token's value, made before there is one: the
 * API shows a value once, and a full disk must be found before that. Goes again if nothing was
 * written. Confined to one thread.
 */
final class ReservedFile implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private boolean isWritten;

    private ReservedFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Makes the file.
     *
     * @throws Failure a usage failure if there is such a file or link, and one that refuses if it
     *     cannot be made
     */
    static ReservedFile make(Path file) {
        try {
            ReservedFile made = new ReservedFile(file, OwnerFile.create(file));
            made.reserve();
            return made;
        } catch (FileAlreadyExistsException e) {
            throw Failure.usage(file + " exists already", "choose another name for --out");
        } catch (IOException | UnsupportedOperationException e) {
            throw new Failure(
                    ExitCode.REFUSED,
                    file + " cannot be made, so nothing was asked of the server",
                    "its directory must exist, be writable and have room",
                    e);
        }
    }

    /** Brings the value to the disk in the place of what reserved the room. */
    void write(TokenValue value) throws IOException {
        fill((value.reveal() + "\n").getBytes(StandardCharsets.US_ASCII));
        isWritten = true;
    }

    /** Removes the file if it has no value. */
    @Override
    public void close() {
        try {
            channel.close();
            if (!isWritten) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.REFUSED, file + " cannot be closed", "remove it by yourself", e);
        }
    }

    private void reserve() throws IOException {
        boolean isReserved = false;
        try {
            byte[] blanks = new byte[TokenValue.MAX_BYTES];
            Arrays.fill(blanks, (byte) ' ');
            fill(blanks);
            OwnerFile.syncName(file);
            isReserved = true;
        } finally {
            if (!isReserved) {
                close();
            }
        }
    }

    private void fill(byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            channel.write(rest, rest.position());
        }
        channel.truncate(content.length);
        channel.force(true);
    }
}
