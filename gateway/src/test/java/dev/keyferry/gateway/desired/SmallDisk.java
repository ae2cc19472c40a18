package dev.keyferry.gateway.desired;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A file system of few kibibytes, mounted in a mount namespace of a child process and reached
 * through that process; it goes with it. Needs user namespaces or root, as the lab does.
 */
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK_BYTES = 4_096;
    private static final int END_SECONDS = 10;

    private final Process holder;

    private SmallDisk(Process holder) {
        this.holder = holder;
    }

    public static SmallDisk mount(int kibibytes) throws IOException {
        String script =
                "mount -t tmpfs -o size=%dk,mode=0700 tmpfs /mnt && echo ready && read line"
                        .formatted(kibibytes);
        Process holder =
                new ProcessBuilder(
                                "unshare",
                                "--user",
                                "--map-root-user",
                                "--mount",
                                "sh",
                                "-c",
                                script)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = holder.inputReader(StandardCharsets.UTF_8).readLine();
        if (!"ready".equals(said)) {
            holder.destroyForcibly();
            throw new IOException("no small disk: is the right to make namespaces missing?");
        }
        return new SmallDisk(holder);
    }

    public Path path() {
        return Path.of("/proc/" + holder.pid() + "/root/mnt");
    }

    /** Leaves not one block free. */
    public void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[BLOCK_BYTES]);
            }
        } catch (IOException e) {
            if (Files.size(filler) == 0) {
                throw e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        try {
            if (!holder.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                holder.destroyForcibly();
            }
        } catch (InterruptedException e) {
            holder.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
