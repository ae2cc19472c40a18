package dev.keyferry.gateway.lease;

import dev.keyferry.gateway.lease.BootClock.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last contact in one line: boot, milliseconds since then, time of the machine's clock.
 */
final class LeaseFile {
    /** Of which nothing is left: longer ago than every lease. */
    private static final Reading NEVER = new Reading("", Duration.ZERO, Instant.EPOCH);

    private static final int FIELDS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(LeaseFile.class);

    private final Path file;

    LeaseFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** One that cannot be read counts as a contact that was too long ago. */
    Reading read() {
        try {
            String[] fields =
                    Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ", -1);
            if (fields.length == FIELDS) {
                return new Reading(
                        fields[0],
                        Duration.ofMillis(Long.parseLong(fields[1])),
                        Instant.parse(fields[2]));
            }
            LOG.atWarn().addKeyValue("file", file).log("the lease is damaged, and over");
        } catch (IOException | NumberFormatException | DateTimeException e) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .setCause(e)
                    .log("the lease is damaged, and over");
        }
        return NEVER;
    }

    /** A failure is logged: the older contact that stays there ends the lease sooner, not later. */
    void write(Reading contact) {
        Path made = file.resolveSibling(file.getFileName() + ".new");
        String line = contact.boot() + " " + contact.up().toMillis() + " " + contact.wall() + "\n";
        try {
            Files.writeString(made, line, StandardCharsets.US_ASCII);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("file", file).setCause(e).log("the lease was not written");
        }
    }
}
