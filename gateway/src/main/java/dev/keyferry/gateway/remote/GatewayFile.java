package dev.keyferry.gateway.remote;

import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.wire.EnrolAnswer;
import dev.keyferry.feed.wire.EnrolmentForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a host was told when it became a gateway, in {@code gateway.json} of its data directory: the
 * answer to its enrolment, with its token. Its owner alone may read it. Thread-safe.
 */
public final class GatewayFile {
    private static final String NAME = "gateway.json";

    private final Path file;

    public GatewayFile(Path directory) {
        this.file = directory.resolve(NAME);
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * Reads it.
     *
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if it cannot be read, or others may
     * @throws NotLinked if it is something else
     */
    public EnrolAnswer read() {
        byte[] form = SecretFile.read(file);
        try {
            return EnrolmentForm.decodeAnswer(form);
        } catch (MalformedFeed e) {
            throw NotLinked.refused(
                    file + " is damaged",
                    "put it back from a backup, or move it away and enrol this host anew");
        } finally {
            Arrays.fill(form, (byte) 0);
        }
    }

    /**
     * Makes the file, which must not exist.
     *
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if it exists or cannot be made
     */
    public void write(EnrolAnswer answer) {
        SecretFile.create(file, EnrolmentForm.encode(answer));
    }

    /**
     * Puts the answer in the place of the one that the file has.
     *
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if that cannot be done
     */
    public void replace(EnrolAnswer answer) {
        SecretFile.replace(file, EnrolmentForm.encode(answer));
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
