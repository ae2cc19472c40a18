package dev.keyferry.app.doctor.charon;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.app.doctor.host.HostFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether the operator's files with secrets in them can be read by everybody on the host. */
public final class SwanctlFilesCheck implements Check {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_FILES = 10_000;

    /** A secret of swanctl.conf(5), or a file of secrets by its name. */
    private static final Pattern SECRET =
            Pattern.compile("^[^#\\n]*\\bsecret\\s*=", Pattern.MULTILINE);

    private static final Set<String> PRIVATE_DIRECTORIES =
            Set.of("private", "rsa", "ecdsa", "pkcs8", "pkcs12");

    private final Path directory;

    public SwanctlFilesCheck(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<Finding> look() {
        try (Stream<Path> all = Files.walk(directory, MAX_DEPTH)) {
            List<Finding> findings = new ArrayList<>();
            for (Path file : all.filter(Files::isRegularFile).limit(MAX_FILES).sorted().toList()) {
                look(file, findings);
            }
            return findings.isEmpty()
                    ? List.of(
                            Finding.ok(
                                    Subject.SWANCTL_FILES,
                                    "no secret in " + directory + " is open to others"))
                    : findings;
        } catch (IOException | UncheckedIOException e) {
            return List.of(
                    Finding.warn(
                            Subject.SWANCTL_FILES,
                            directory + " cannot be read",
                            "run this command as root, and name swanctl's directory by --swanctl"));
        }
    }

    private static void look(Path file, List<Finding> findings) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        boolean isOpen =
                mode.contains(PosixFilePermission.OTHERS_READ)
                        || mode.contains(PosixFilePermission.OTHERS_WRITE);
        if (isOpen && hasSecret(file)) {
            findings.add(
                    Finding.fail(
                            Subject.SWANCTL_FILES,
                            file
                                    + " has secrets, and is open to others: "
                                    + PosixFilePermissions.toString(mode),
                            "run: chmod o= " + file));
        }
    }

    private static boolean hasSecret(Path file) {
        Path parent = file.getParent();
        return (parent != null
                        && parent.getFileName() != null
                        && PRIVATE_DIRECTORIES.contains(parent.getFileName().toString()))
                || SECRET.matcher(HostFiles.text(file).orElse("")).find();
    }
}
