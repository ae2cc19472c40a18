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

    /** A line of ipsec.secrets(5): whose it is, a colon, its kind and itself. */
    private static final Pattern STARTER_SECRET =
            Pattern.compile(
                    "^[^#\\n]*:\\s*(PSK|EAP|XAUTH|NTLM|PIN|RSA|ECDSA|BLISS|PKCS8|P12)\\s",
                    Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private static final Set<String> PRIVATE_DIRECTORIES =
            Set.of("private", "rsa", "ecdsa", "pkcs8", "pkcs12");

    /** The starter's files, which lie beside swanctl's directory. */
    private static final List<String> BESIDE = List.of("ipsec.secrets", "ipsec.d");

    private final Path directory;

    /**
     * @param directory of swanctl; {@code ipsec.secrets} and {@code ipsec.d} lie beside it where
     *     they are used
     */
    public SwanctlFilesCheck(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        lookBelow(directory, findings);
        BESIDE.stream()
                .map(directory::resolveSibling)
                .filter(path -> !Files.notExists(path))
                .forEach(path -> lookBelow(path, findings));
        return findings.isEmpty()
                ? List.of(
                        Finding.ok(
                                Subject.SWANCTL_FILES,
                                "no secret in "
                                        + directory
                                        + " or in ipsec.secrets beside it is open to others"))
                : findings;
    }

    private static void lookBelow(Path path, List<Finding> findings) {
        try (Stream<Path> all = Files.walk(path, MAX_DEPTH)) {
            for (Path file : all.filter(Files::isRegularFile).limit(MAX_FILES).sorted().toList()) {
                look(file, findings);
            }
        } catch (IOException | UncheckedIOException e) {
            findings.add(
                    Finding.warn(
                            Subject.SWANCTL_FILES,
                            path + " cannot be read",
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
                            "run: chmod go= "
                                    + file
                                    + ", or chmod o= where its group has to read it"));
        }
    }

    private static boolean hasSecret(Path file) {
        Path parent = file.getParent();
        if (parent != null
                && parent.getFileName() != null
                && PRIVATE_DIRECTORIES.contains(parent.getFileName().toString())) {
            return true;
        }
        Pattern secret = file.toString().endsWith(".secrets") ? STARTER_SECRET : SECRET;
        return secret.matcher(HostFiles.text(file).orElse("")).find();
    }
}
