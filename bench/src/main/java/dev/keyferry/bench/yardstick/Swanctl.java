package dev.keyferry.bench.yardstick;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code swanctl --load-creds} of a file with all secrets, as an operator or Ansible runs it.
 * Confined to one thread.
 */
public final class Swanctl {
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final Path directory;
    private final Path file;

    /** Keeps its files in the directory, which exists and is nobody else's to read. */
    public Swanctl(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("swanctl.conf");
    }

    /**
     * The name under which swanctl loads a secret: it must start with {@code ike} and be plain. It
     * is as long as Keyferry's own, since charon's cost grows with it.
     */
    public static String nameOf(String id) {
        return "ike" + id.substring("kf/".length()).replace('/', '-');
    }

    /** Writes the file; the secrets' order is kept. */
    public void write(List<Secret> secrets) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.WRITE)) {
                out.write("secrets {\n");
                for (Secret secret : secrets) {
                    out.write(section(secret));
                }
                out.write("}\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Loads the file's secrets.
     *
     * @throws IllegalStateException if swanctl fails or has not ended after {@code DEADLINE}
     */
    public void loadCreds(Path socket) throws InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        "swanctl",
                        "--load-creds",
                        "--noprompt",
                        "--file",
                        file.toString(),
                        "--uri",
                        "unix://" + socket);
        builder.environment().put("SWANCTL_DIR", directory.toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(directory.resolve("swanctl.err").toFile());
        try {
            Process process = builder.start();
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("swanctl did not end within " + DEADLINE);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("swanctl failed: " + process.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String section(Secret secret) {
        StringBuilder text = new StringBuilder(secret.id()).append(" {\n");
        int number = 0;
        for (String owner : secret.owners()) {
            text.append("  id-").append(++number).append(" = \"").append(owner).append("\"\n");
        }
        return text.append("  secret = \"").append(secret.key()).append("\"\n}\n").toString();
    }
}
