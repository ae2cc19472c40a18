package dev.keyferry.gateway.lease;

import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.seal.SecretFileUnusable;
import dev.keyferry.gateway.lease.BootClock.Reading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last contact in one line: boot, milliseconds since then, time of the machine's clock.
 * It is no secret, but nobody else may prolong it, and a crash must leave it whole.
 */
final class LeaseFile {
    /** Of which nothing is left: longer ago than every lease. */
    private static final Reading NEVER = new Reading("", Duration.ZERO, Instant.EPOCH);

    private static final int FIELDS = 3;
    private static final String DAMAGED = "the lease is damaged, and over";
    private static final Logger LOG = LoggerFactory.getLogger(LeaseFile.class);

    private final Path file;

    LeaseFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** One that cannot be read, or that others may write, counts as a contact long ago. */
    Reading read() {
        try {
            String line = new String(SecretFile.read(file), StandardCharsets.US_ASCII);
            String[] fields = line.strip().split(" ", -1);
            if (fields.length == FIELDS) {
                return new Reading(
                        fields[0],
                        Duration.ofMillis(Long.parseLong(fields[1])),
                        Instant.parse(fields[2]));
            }
            LOG.atWarn().addKeyValue("file", file).log(DAMAGED);
        } catch (SecretFileUnusable | NumberFormatException | DateTimeException e) {
            LOG.atWarn().addKeyValue("file", file).setCause(e).log(DAMAGED);
        }
        return NEVER;
    }

    /** A failure is logged: the older contact that stays there ends the lease sooner, not later. */
    void write(Reading contact) {
        String line = contact.boot() + " " + contact.up().toMillis() + " " + contact.wall() + "\n";
        try {
            SecretFile.replace(file, line.getBytes(StandardCharsets.US_ASCII));
        } catch (SecretFileUnusable e) {
            LOG.atWarn().addKeyValue("file", file).setCause(e).log("the lease was not written");
        }
    }
}
