package dev.keyferry.app.doctor.host;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.feed.directory.PrivateDirectory;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a directory of secrets, and all that is in it, is one user's alone. */
public final class PrivateFilesCheck implements Check {
    /** Deeper than anything that a server or an agent keeps. */
    private static final int MAX_DEPTH = 5;

    /** Certificates are shown to everybody. */
    private static final String PUBLIC = ".pem";

    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private final Path directory;

    public PrivateFilesCheck(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<Finding> look() {
        if (!Files.exists(directory.resolve(PrivateDirectory.LOCK_FILE))) {
            return List.of(
                    Finding.fail(
                            Subject.FILES,
                            directory + " is no directory that a server or an agent has made",
                            "name the one that it has as --data, and run this command as root or"
                                    + " as its owner"));
        }
        try {
            List<Finding> findings = new ArrayList<>();
            String owner = owner(attributes(directory));
            Files.walkFileTree(directory, Set.of(), MAX_DEPTH, new Walk(owner, findings));
            return findings.isEmpty()
                    ? List.of(
                            Finding.ok(
                                    Subject.FILES,
                                    directory + " and all in it is its owner's alone"))
                    : Finding.shortened(findings);
        } catch (IOException e) {
            return List.of(
                    Finding.fail(
                            Subject.FILES,
                            directory + " cannot be read as a whole",
                            "run this command as root, or as the directory's owner"));
        }
    }

    /** What goes away meanwhile, as a server's files do, is nobody's secret. */
    private final class Walk extends SimpleFileVisitor<Path> {
        private final String owner;
        private final List<Finding> findings;
        private int entries;

        Walk(String owner, List<Finding> findings) {
            this.owner = owner;
            this.findings = findings;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes)
                throws IOException {
            return visitFile(entered, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            try {
                look(file, owner, findings);
            } catch (NoSuchFileException e) {
                return visitFileFailed(file, e);
            }
            return ++entries < HostFiles.MAX_ENTRIES
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    private void look(Path file, String owner, List<Finding> findings) throws IOException {
        Map<String, Object> attributes = attributes(file);
        if (!owner(attributes).equals(owner)) {
            findings.add(
                    Finding.fail(
                            Subject.FILES,
                            file + " is another user's than " + directory,
                            "run: chown --reference=" + directory + " " + file));
        }
        Set<PosixFilePermission> mode = mode(attributes);
        if (!OWNERS.containsAll(mode) && isSecret(file)) {
            findings.add(
                    Finding.fail(
                            Subject.FILES,
                            file + " is open to others: " + PosixFilePermissions.toString(mode),
                            "run: chmod go= " + file));
        }
    }

    private static boolean isSecret(Path file) {
        return !file.toString().endsWith(PUBLIC) && !Files.isSymbolicLink(file);
    }

    private static String owner(Map<String, Object> attributes) {
        return String.valueOf(attributes.get("uid"));
    }

    private static Map<String, Object> attributes(Path file) throws IOException {
        return Files.readAttributes(file, "unix:uid,permissions", LinkOption.NOFOLLOW_LINKS);
    }

    private static Set<PosixFilePermission> mode(Map<String, Object> attributes) {
        EnumSet<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
        if (attributes.get("permissions") instanceof Set<?> permissions) {
            permissions.forEach(each -> mode.add((PosixFilePermission) each));
        }
        return mode;
    }
}
