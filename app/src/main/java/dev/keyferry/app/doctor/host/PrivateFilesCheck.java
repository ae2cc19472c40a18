package dev.keyferry.app.doctor.host;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.feed.directory.PrivateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a directory of secrets, and all that is in it, is one user's alone. */
public final class PrivateFilesCheck implements Check {
    /** Deeper than anything that a server or an agent keeps. */
    private static final int MAX_DEPTH = 5;

    private static final int MAX_FINDINGS = 20;

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
        try (Stream<Path> all = Files.walk(directory, MAX_DEPTH)) {
            String owner = owner(attributes(directory));
            List<Finding> findings = new ArrayList<>();
            List<Path> files = all.limit(HostFiles.MAX_ENTRIES).toList();
            for (Path file : files) {
                look(file, owner, findings);
            }
            return findings.isEmpty()
                    ? List.of(
                            Finding.ok(
                                    Subject.FILES,
                                    directory + " and all in it is its owner's alone"))
                    : shortened(findings);
        } catch (IOException | UncheckedIOException e) {
            return List.of(
                    Finding.fail(
                            Subject.FILES,
                            directory + " cannot be read as a whole",
                            "run this command as root, or as the directory's owner"));
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

    private static List<Finding> shortened(List<Finding> findings) {
        if (findings.size() <= MAX_FINDINGS) {
            return findings;
        }
        List<Finding> first = new ArrayList<>(findings.subList(0, MAX_FINDINGS));
        first.add(
                Finding.fail(
                        Subject.FILES,
                        (findings.size() - MAX_FINDINGS) + " more like these",
                        "mend those that are named, and look again"));
        return first;
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
