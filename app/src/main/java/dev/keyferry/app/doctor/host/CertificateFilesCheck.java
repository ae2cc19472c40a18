package dev.keyferry.app.doctor.host;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** How long the certificates last that a server made for itself. */
public final class CertificateFilesCheck implements Check {
    /** A running server renews its own certificate before that; its authority it never does. */
    static final Duration LEFT = Duration.ofDays(29);

    private final Path directory;
    private final InstantSource clock;

    /**
     * @param directory with {@code authority.pem} and {@code server.pem}, where there are such
     */
    public CertificateFilesCheck(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (String name : List.of("authority.pem", "server.pem")) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                findings.add(finding(file));
            }
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.ok(
                            Subject.CERTIFICATE_FILES, "the server has made no certificates here"));
        }
        return findings;
    }

    private Finding finding(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            CertificateFactory x509 = CertificateFactory.getInstance("X.509");
            Instant end =
                    ((X509Certificate) x509.generateCertificate(in)).getNotAfter().toInstant();
            String seen = file + " is good until " + end;
            Instant now = clock.instant();
            if (end.isBefore(now)) {
                return Finding.fail(Subject.CERTIFICATE_FILES, seen, mend(file));
            }
            return Duration.between(now, end).compareTo(LEFT) < 0
                    ? Finding.warn(Subject.CERTIFICATE_FILES, seen, mend(file))
                    : Finding.ok(Subject.CERTIFICATE_FILES, seen);
        } catch (IOException | CertificateException e) {
            return Finding.fail(
                    Subject.CERTIFICATE_FILES,
                    file + " is no certificate that can be read",
                    "put it back from a backup");
        }
    }

    private static String mend(Path file) {
        return file.endsWith("authority.pem")
                ? "move it and authority.key away, restart the server, and give the new one to"
                        + " every gateway and client"
                : "start the server, which renews it by itself, if it serves TLS at all";
    }
}
