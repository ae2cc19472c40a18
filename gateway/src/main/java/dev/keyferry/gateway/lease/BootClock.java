package dev.keyferry.gateway.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Measures time across restarts of a process, and notices a restart of the machine. */
public interface BootClock {
    /**
     * One look at the clocks.
     *
     * @param boot tells starts of the machine apart
     * @param up since that start, suspension included; nobody can step it
     * @param wall as good as the machine's clock is
     */
    record Reading(String boot, Duration up, Instant wall) {}

    Reading read();

    /**
     * The clocks of Linux, proc(5).
     *
     * @throws UncheckedIOException at a reading, if proc is not mounted
     */
    static BootClock system() {
        return () -> {
            String up = line(Path.of("/proc/uptime"));
            double seconds = Double.parseDouble(up.substring(0, up.indexOf(' ')));
            return new Reading(
                    line(Path.of("/proc/sys/kernel/random/boot_id")),
                    Duration.ofMillis((long) (seconds * 1e3)),
                    Instant.now());
        };
    }

    private static String line(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
