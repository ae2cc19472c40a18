package dev.keyferry.app.doctor.charon;

import dev.keyferry.app.Failure;
import dev.keyferry.app.adopt.CharonId;
import dev.keyferry.app.adopt.OperatorSecret;
import dev.keyferry.app.adopt.settings.SwanctlFiles;
import dev.keyferry.app.adopt.starter.StarterFiles;
import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a secret of the operator's own opens more than one tunnel: charon takes it for every peer
 * that its owners match, and for all where it has none.
 */
public final class SecretOwnersCheck implements Check {
    private static final int MAX_FINDINGS = 20;
    private static final String MEND =
            "name the one peer that it is for, as in `id = branch.example.com`; or move the tunnel"
                    + " to Keyferry";

    private final Path directory;

    /**
     * @param directory with {@code swanctl.conf}; {@code ipsec.conf} and {@code ipsec.secrets} lie
     *     beside it where they are used
     */
    public SecretOwnersCheck(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        try {
            List<OperatorSecret> secrets = secrets();
            secrets.stream()
                    .filter(SecretOwnersCheck::isWide)
                    .limit(MAX_FINDINGS)
                    .map(secret -> Finding.fail(Subject.SECRET_OWNERS, seen(secret), MEND))
                    .forEach(findings::add);
            return findings.isEmpty()
                    ? List.of(
                            Finding.ok(
                                    Subject.SECRET_OWNERS,
                                    "each of the "
                                            + secrets.size()
                                            + " secrets in files names its"
                                            + " peer"))
                    : findings;
        } catch (Failure e) {
            return List.of(
                    Finding.warn(
                            Subject.SECRET_OWNERS,
                            String.valueOf(e.getMessage()),
                            "mend this place; secrets of these files were not judged"));
        }
    }

    private List<OperatorSecret> secrets() {
        List<OperatorSecret> all = new ArrayList<>();
        if (Files.exists(directory.resolve("swanctl.conf"))) {
            all.addAll(SwanctlFiles.read(directory).secrets());
        }
        Path conf = directory.resolveSibling("ipsec.conf");
        Path secrets = directory.resolveSibling("ipsec.secrets");
        if (Files.exists(conf) && Files.exists(secrets)) {
            all.addAll(StarterFiles.read(conf, secrets).secrets());
        }
        return all;
    }

    private static boolean isWide(OperatorSecret secret) {
        return secret.owners().isEmpty()
                || secret.owners().stream()
                        .anyMatch(owner ->
                                owner instanceof CharonId.Any || owner instanceof CharonId.Pattern);
    }

    private static String seen(OperatorSecret secret) {
        return "the secret at " + secret.place() + " is taken for every peer that it matches";
    }
}
