package dev.keyferry.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system on which files can be made and nothing be written, mounted in the mount namespace
 * of a child process and gone with it. Needs user namespaces or root, as the lab does.
 */
final class FullDisk implements AutoCloseable {
    private static final int END_SECONDS = 10;
    private static final String SCRIPT =
            "mount -t tmpfs -o size=4k,mode=0700 tmpfs /mnt"
                    + " && dd if=/dev/zero of=/mnt/full bs=4096 count=1 status=none"
                    + " && echo ready && read line";

    private final Process holder;

    private FullDisk(Process holder) {
        this.holder = holder;
    }

    static FullDisk mount() throws IOException {
        List<String> line =
                List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT);
        Process holder = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = holder.inputReader(StandardCharsets.UTF_8).readLine();
        if (!"ready".equals(said)) {
            holder.destroyForcibly();
            throw new IOException("no full disk: " + said);
        }
        return new FullDisk(holder);
    }

    Path path() {
        return Path.of("/proc/" + holder.pid() + "/root/mnt");
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
