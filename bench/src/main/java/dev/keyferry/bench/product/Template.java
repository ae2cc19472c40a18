package dev.keyferry.bench.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A server's data directory, not in use, that is copied for each measurement.
 *
 * @param data the directory
 * @param tunnels ids of the account's tunnels, which have no keys
 */
public record Template(Path data, ApiCaller.Account account, List<String> tunnels) {
    /** For directories that are this user's alone. */
    public static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    public Template {
        tunnels = List.copyOf(tunnels);
    }

    /** Starts a server in the directory, makes the account over the API, and stops the server. */
    public static Template make(Path directory, int tunnels) throws InterruptedException {
        Path data = directory.resolve("data");
        try (Product product = Product.serverOnly(data)) {
            ApiCaller.Account account = product.api().createAccount("bench");
            return new Template(data, account, product.api().createTunnels(account, tunnels));
        }
    }

    /** A copy of the data, in a directory that exists. */
    public Path copyTo(Path directory) {
        Path copy = directory.resolve("data");
        try {
            Files.walkFileTree(data, new Copy(data, copy));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                throws IOException {
            Files.createDirectory(to.resolve(from.relativize(directory)), PRIVATE);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
        }
    }
}
