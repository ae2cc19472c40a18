package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.doctor.Findings;
import dev.keyferry.app.doctor.Level;
import dev.keyferry.app.doctor.host.CertificateFilesCheck;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.listen.TlsAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory that a real server made, looked at on its host. */
class DoctorOfDataTest {
    @TempDir private Path directory;
    private Path data;
    private Serving serving;

    @BeforeEach
    void serve() throws InterruptedException {
        data = directory.resolve("data");
        serving =
                Serving.start(
                        new ServeOptions(
                                data,
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.of(TlsAddress.parse("127.0.0.1:0")),
                                Optional.empty(),
                                Settings.DEFAULT));
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void whatAServerMakesIsWell() {
        Invocation seen = look();
        assertThat(seen.exit()).as(seen.shown()).isZero();
        assertThat(seen.out())
                .containsPattern("ok +files +" + data + " and all in it is its owner's alone")
                .contains(
                        "authority.pem is good until", "server.pem is good until", "MiB are free");
        assertThat(seen.out()).doesNotContain("server  ");
    }

    @Test
    void whatIsOpenToOthersFailsByItsNameAndMode() throws IOException {
        Path key = data.resolve("keys/fingerprint.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Invocation seen = look();
        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.out())
                .contains("fail  files", data + " is open to others: rwxr-xr-x")
                .contains(key + " is open to others: rw-r-----", "-> run: chmod go= " + key)
                .doesNotContain("admin.token");
    }

    @Test
    void aDirectoryThatIsNoneFails() {
        Invocation seen = run("doctor", "--data", directory.resolve("nothing").toString());
        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.out()).contains("is no directory that a server or an agent has made");
        assertThat(run("doctor", "--data", "/tmp").out()).doesNotContain("chmod");
    }

    @Test
    void certificatesAreToLookAtBeforeTheyEndAndFailAfterwards() throws Exception {
        Path tls = data.resolve("tls");
        Instant now = Instant.now();
        assertThat(new CertificateFilesCheck(tls, InstantSource.system()).look())
                .allMatch(finding -> finding.level() == Level.OK)
                .hasSize(2);
        Instant end = end(tls.resolve("server.pem"));
        assertThat(level(tls, end.minus(Duration.ofDays(28)))).isEqualTo(Level.WARN);
        assertThat(level(tls, end.plusSeconds(1))).isEqualTo(Level.FAIL);
        assertThat(new CertificateFilesCheck(tls, () -> now.plus(Duration.ofDays(36_500))).look())
                .allMatch(finding -> finding.level() == Level.FAIL);
        Findings.assertOnly(
                new CertificateFilesCheck(directory, InstantSource.system()).look(),
                Level.OK,
                "no certificates here");
    }

    /** What is found of the server's own certificate, which is the one that ends first. */
    private static Level level(Path tls, Instant now) {
        return new CertificateFilesCheck(tls, () -> now).look().getLast().level();
    }

    private static Instant end(Path certificate) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(certificate)) {
            return ((X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in))
                    .getNotAfter()
                    .toInstant();
        }
    }

    private Invocation look() {
        return run("doctor", "--data", data.toString());
    }

    private static Invocation run(String... arguments) {
        return Invocation.of(Map.of(), "", arguments);
    }
}
