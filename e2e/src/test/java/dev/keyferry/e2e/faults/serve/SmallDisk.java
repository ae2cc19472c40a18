package dev.keyferry.e2e.faults.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A disk of some MiB, mounted where its users alone see it; it goes with the last of them. Confined
 * to one thread.
 */
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "16m";
    private static final long DEADLINE_SECONDS = 30;
    private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

    /** Made and held by a process that waits for the end of its input. */
    private static final String MOUNT =
            "mount -t tmpfs -o size=" + SIZE + ",mode=0700 none \"$1\" && echo mounted && exec cat";

    private final Process holder;
    private final Path filling;

    /** An empty directory is where the disk is for its users. */
    SmallDisk(Path point) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!IS_ROOT) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of("sh", "-c", MOUNT, "sh", point.toString()));
        holder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        filling = seen(point).resolve("filling");
        BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
        assertThat(said.readLine()).isEqualTo("mounted");
    }

    /** What a command begins with that is to see the disk. */
    List<String> within() {
        List<String> command =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid())));
        if (!IS_ROOT) {
            command.addAll(List.of("--user", "--preserve-credentials"));
        }
        command.add("--mount");
        return command;
    }

    /** A file of the disk as this process sees it. */
    Path seen(Path file) {
        return Path.of("/proc/" + holder.pid() + "/root" + file.toAbsolutePath());
    }

    /** Takes all room that is left. */
    void fill() {
        byte[] page = new byte[4096];
        try (OutputStream file = Files.newOutputStream(filling)) {
            while (true) {
                file.write(page);
            }
        } catch (IOException full) {
            assertThat(filling).exists();
        }
    }

    void free() throws IOException {
        Files.delete(filling);
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        try {
            assertThat(holder.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
