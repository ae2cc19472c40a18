package dev.keyferry.e2e.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Lets a process write files only so far, as on a full disk, until it is closed. Its pipes and
 * sockets work on.
 */
public final class FullDisk implements AutoCloseable {
    private final long pid;

    private FullDisk(long pid) {
        this.pid = pid;
    }

    /** It can write no file at all. */
    public static FullDisk under(long pid) {
        return under(pid, 0);
    }

    /** It can write no file beyond so many bytes. */
    public static FullDisk under(long pid, long bytes) {
        FullDisk disk = new FullDisk(pid);
        disk.limit(bytes + ":unlimited");
        return disk;
    }

    @Override
    public void close() {
        limit("unlimited:unlimited");
    }

    private void limit(String size) {
        try {
            int exitCode =
                    new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--fsize=" + size)
                            .inheritIO()
                            .start()
                            .waitFor();
            assertThat(exitCode).as("prlimit").isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
