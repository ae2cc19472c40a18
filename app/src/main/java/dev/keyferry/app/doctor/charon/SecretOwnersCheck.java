package dev.keyferry.app.doctor.charon;

import dev.keyferry.app.Failure;
import dev.keyferry.app.adopt.CharonId;
import dev.keyferry.app.adopt.OperatorConfig;
import dev.keyferry.app.adopt.OperatorSecret;
import dev.keyferry.app.adopt.settings.SwanctlFiles;
import dev.keyferry.app.adopt.starter.StarterFiles;
import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a secret of the operator's own opens more than one tunnel: charon tries it for whatever
 * matches one of its owners on either side, so that one with the gateway's identity beside the
 * peer's is every peer's, as is one without owners.
 */
public final class SecretOwnersCheck implements Check {
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
        try {
            List<OperatorConfig> configs = configs();
            if (configs.isEmpty()) {
                return List.of(
                        Finding.warn(
                                Subject.SECRET_OWNERS,
                                "there is no swanctl.conf in " + directory,
                                "name swanctl's directory by --swanctl, such as /etc/swanctl"));
            }
            Set<Object> gateway =
                    configs.stream()
                            .flatMap(config -> config.connections().stream())
                            .map(connection -> same(connection.local()))
                            .collect(Collectors.toSet());
            List<OperatorSecret> secrets =
                    configs.stream().flatMap(config -> config.secrets().stream()).toList();
            List<Finding> findings =
                    secrets.stream().flatMap(secret -> judge(secret, gateway).stream()).toList();
            return findings.isEmpty()
                    ? List.of(
                            Finding.ok(
                                    Subject.SECRET_OWNERS,
                                    "each of the "
                                            + secrets.size()
                                            + " secrets in files names its peer alone"))
                    : Finding.shortened(findings);
        } catch (Failure e) {
            return List.of(
                    Finding.warn(
                            Subject.SECRET_OWNERS,
                            String.valueOf(e.getMessage()),
                            "mend this place; secrets of these files were not judged"));
        }
    }

    /** What may be there but cannot be seen is read too, and fails. */
    private List<OperatorConfig> configs() {
        List<OperatorConfig> all = new ArrayList<>();
        if (!Files.notExists(directory.resolve("swanctl.conf"))) {
            all.add(SwanctlFiles.read(directory));
        }
        Path conf = directory.resolveSibling("ipsec.conf");
        Path secrets = directory.resolveSibling("ipsec.secrets");
        if (!Files.notExists(conf) && !Files.notExists(secrets)) {
            all.add(StarterFiles.read(conf, secrets));
        }
        return all;
    }

    private static Optional<Finding> judge(OperatorSecret secret, Set<Object> gateway) {
        Set<Object> owners =
                secret.owners().stream().map(SecretOwnersCheck::same).collect(Collectors.toSet());
        if (owners.isEmpty()
                || owners.stream()
                        .anyMatch(owner ->
                                owner instanceof CharonId.Any
                                        || owner instanceof CharonId.Pattern)) {
            return Optional.of(wide(secret, "is taken for every peer that it matches"));
        }
        if (!Collections.disjoint(owners, gateway)) {
            return Optional.of(
                    wide(secret, "names the gateway itself, and so is taken for every peer"));
        }
        return owners.size() > 1
                ? Optional.of(wide(secret, "is taken for each of " + owners.size() + " identities"))
                : Optional.empty();
    }

    private static Finding wide(OperatorSecret secret, String how) {
        return Finding.fail(
                Subject.SECRET_OWNERS, "the secret at " + secret.place() + " " + how, MEND);
    }

    /** Equal for all that charon takes for the same identity. */
    private static Object same(CharonId id) {
        return id instanceof CharonId.Literal literal ? literal.key() : id;
    }
}
