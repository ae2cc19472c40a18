package dev.keyferry.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.seal.SecretFileUnusable;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.crypto.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TlsNames NAMES = new TlsNames(List.of("keyferry.test", "192.0.2.1"));

    @TempDir private Path directory;

    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    @Test
    void firstStartMakesAnAuthorityAndACertificateWithItsNames() throws Exception {
        Certificates certificates = own(NAMES);

        assertThat(modes())
                .containsExactly(
                        "authority.key rw-------",
                        "authority.pem rw-r--r--",
                        "server.key rw-------",
                        "server.pem rw-r--r--");
        ServerIdentity shown = certificates.current();
        assertThat(shown.own().getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(2, "keyferry.test"), List.of(7, "192.0.2.1"));
        shown.own().verify(Pem.certificates(authority()).getFirst().getPublicKey());
        assertThat(shown.own().getNotAfter().toInstant()).isEqualTo(NOW.plus(Issuer.SERVER_VALID));
        assertThat(shown.own().getBasicConstraints()).isEqualTo(-1);
        assertThat(shown.toString()).doesNotContain("PRIVATE");
    }

    @Test
    void laterStartsShowTheSameCertificate() {
        ServerIdentity first = own(NAMES).current();

        assertThat(own(NAMES).current()).isEqualTo(first);
    }

    @Test
    void certificateIsIssuedAgainThirtyDaysBeforeItsEndAndNotEarlier() {
        Certificates certificates = own(NAMES);
        ServerIdentity first = certificates.current();

        now.set(NOW.plus(Issuer.SERVER_VALID).minus(OwnCertificate.LEFT).minusSeconds(1));
        assertThat(certificates.refresh()).isEmpty();
        now.set(NOW.plus(Issuer.SERVER_VALID).minus(OwnCertificate.LEFT));
        ServerIdentity second = certificates.refresh().orElseThrow();

        assertThat(second.own().getNotAfter().toInstant())
                .isEqualTo(now.get().plus(Issuer.SERVER_VALID));
        assertThat(second.own().getIssuerX500Principal())
                .isEqualTo(first.own().getIssuerX500Principal());
        assertThat(certificates.current()).isEqualTo(second);
    }

    @Test
    void otherNamesGetAnotherCertificateOfTheSameAuthority() throws IOException {
        ServerIdentity first = own(NAMES).current();
        byte[] authority = Files.readAllBytes(authority());

        assertThat(own(new TlsNames(List.of("other.test"))).current()).isNotEqualTo(first);
        assertThat(authority()).hasBinaryContent(authority);
    }

    @Test
    void certificateOfAnotherAuthorityIsReplaced() throws IOException {
        own(NAMES);
        Path other = directory.resolve("other");
        MadeCertificate foreign = MadeCertificate.in(other, NAMES, NOW);
        foreign.putAt(new PemFiles(file("server.pem"), file("server.key")));

        ServerIdentity shown = own(NAMES).current();

        assertThat(shown.own().getIssuerX500Principal())
                .isEqualTo(Pem.certificates(authority()).getFirst().getSubjectX500Principal());
    }

    @Test
    void lostKeyOfTheAuthorityIsNotMadeAnew() throws IOException {
        own(NAMES);
        Files.delete(file("authority.key"));

        assertThatThrownBy(() -> own(NAMES))
                .isInstanceOfSatisfying(
                        TlsUnusable.class,
                        e -> assertThat(e.hint()).contains("from a backup", "every gateway"))
                .hasMessageContaining("authority.key is lost");
        assertThat(file("authority.key")).doesNotExist();
    }

    @Test
    void givenCertificateIsTakenUpWhenBothFilesAreNew() throws IOException {
        PemFiles files = given(NOW);
        Certificates certificates = Certificates.given(files, now::get);
        ServerIdentity first = certificates.current();
        MadeCertificate next = MadeCertificate.in(directory.resolve("next"), NAMES, NOW);

        Files.write(files.key(), next.key().toArray());
        assertThat(certificates.refresh()).isEmpty();
        assertThat(certificates.current()).isEqualTo(first);
        Files.write(files.certificate(), next.certificate().toArray());

        assertThat(certificates.refresh()).isPresent();
        assertThat(certificates.current()).isNotEqualTo(first);
        assertThat(certificates.refresh()).isEmpty();
    }

    @Test
    void formerCertificateStaysWhereTheNewFileIsGoneOrNoCertificate() throws IOException {
        PemFiles files = given(NOW);
        Certificates certificates = Certificates.given(files, now::get);
        ServerIdentity first = certificates.current();

        Files.writeString(files.certificate(), "nothing");
        assertThat(certificates.refresh()).isEmpty();
        Files.delete(files.certificate());
        assertThat(certificates.refresh()).isEmpty();

        assertThat(certificates.current()).isEqualTo(first);
    }

    @Test
    void expiredCertificateIsRefused() throws IOException {
        PemFiles files = given(NOW.minus(Issuer.SERVER_VALID));

        assertThatThrownBy(() -> Certificates.given(files, now::get))
                .isInstanceOf(TlsUnusable.class)
                .hasMessageContaining("expired on 2026-11-23T12:00:00Z");
    }

    @Test
    void keyOfAnotherCertificateIsRefused() throws IOException {
        PemFiles files = given(NOW);
        Files.write(
                files.key(),
                MadeCertificate.in(directory.resolve("next"), NAMES, NOW).key().toArray());

        assertThatThrownBy(() -> Certificates.given(files, now::get))
                .isInstanceOf(TlsUnusable.class)
                .hasMessageContaining("does not belong to");
    }

    @Test
    void keyThatOthersMayReadIsRefused() throws IOException {
        PemFiles files = given(NOW);
        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> Certificates.given(files, now::get))
                .isInstanceOf(SecretFileUnusable.class)
                .hasMessageContaining("open to others");
    }

    @Test
    void missingCertificateIsNamed() {
        PemFiles files = new PemFiles(file("none.pem"), file("none.key"));

        assertThatThrownBy(() -> Certificates.given(files, now::get))
                .isInstanceOf(TlsUnusable.class)
                .hasMessageContaining("none.pem cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysAreReadInEveryForm(String algorithm) throws Exception {
        KeyPair pair = pair(algorithm);

        assertThat(key(Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded())))
                .isEqualTo(pair.getPrivate());
        assertThat(key(asOpenSsl(pair)).getAlgorithm()).contains(algorithm.substring(0, 2));
    }

    @Test
    void keyBehindTheParametersOfItsCurveIsRead() throws Exception {
        KeyPair pair = pair("EC");
        String parameters =
                "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";

        assertThat(
                        key((parameters + new String(asOpenSsl(pair), StandardCharsets.US_ASCII))
                                        .getBytes(StandardCharsets.US_ASCII))
                                .getAlgorithm())
                .isEqualTo("EC");
    }

    @Test
    void encryptedKeyIsNamedAsSuch() throws Exception {
        byte[] encrypted =
                new EncryptedPrivateKeyInfo("PBEWithMD5AndDES", new byte[] {1, 2, 3}).getEncoded();

        assertThatThrownBy(() -> key(Pem.write("ENCRYPTED PRIVATE KEY", encrypted)))
                .isInstanceOf(TlsUnusable.class)
                .hasMessageContaining("is encrypted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret-mark",
                "-----BEGIN PRIVATE KEY-----\ns3cret-mark\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\ns3cr",
                "-----BEGIN CERTIFICATE-----\ns3cret-mark\n-----END CERTIFICATE-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
                """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: s3cret-mark

                AAAA
                -----END RSA PRIVATE KEY-----
                """,
            })
    void whatIsNoKeyIsRefusedAndNotQuoted(String content) {
        assertThatThrownBy(() -> key(content.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(TlsUnusable.class)
                .hasMessageContaining("does not hold a private key in PEM")
                .hasMessageNotContaining("s3cr")
                .hasNoCause();
    }

    @Test
    void certificateFileHasUpToItsLimitAndNoByteMore() throws IOException {
        PemFiles files = given(NOW);
        byte[] one = Files.readAllBytes(files.certificate());
        byte[] padded = new byte[Pem.MAX_BYTES];
        Arrays.fill(padded, (byte) '\n');
        System.arraycopy(one, 0, padded, 0, one.length);

        Files.write(files.certificate(), padded);
        assertThat(Pem.certificates(files.certificate())).hasSize(1);
        Files.write(files.certificate(), Arrays.copyOf(padded, padded.length + 1));
        assertThatThrownBy(() -> Pem.certificates(files.certificate()))
                .isInstanceOf(TlsUnusable.class)
                .hasMessageContaining("more than 65536 bytes");
    }

    @Test
    void chainHasUpToTenCertificates() throws IOException {
        PemFiles files = given(NOW);
        String one = Files.readString(files.certificate());

        Files.writeString(files.certificate(), one.repeat(ServerIdentity.MAX_CHAIN));
        assertThat(Pem.certificates(files.certificate())).hasSize(ServerIdentity.MAX_CHAIN);
        Files.writeString(files.certificate(), one.repeat(ServerIdentity.MAX_CHAIN + 1));
        assertThatThrownBy(() -> Pem.certificates(files.certificate()))
                .isInstanceOf(TlsUnusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "a.1",
                "a b",
                "host:8788",
                "https://host",
                "-a",
                "1.2.3",
                "a..b",
                "::g"
            })
    void whatIsNoNameIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TlsNames(List.of(text)));
    }

    @Test
    void namesAreOneToAHundredInOneSpelling() throws Exception {
        assertThat(new TlsNames(List.of("B.test", "b.test", "::1")).texts())
                .containsExactly("0:0:0:0:0:0:0:1", "b.test");
        assertThat(names(TlsNames.MAX_NAMES).texts()).hasSize(TlsNames.MAX_NAMES);
        assertThatIllegalArgumentException().isThrownBy(() -> names(TlsNames.MAX_NAMES + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> names(0));
        assertThat(TlsNames.byDefault(InetAddress.ofLiteral("127.0.0.1")).texts())
                .contains("localhost", "127.0.0.1");
        assertThat(TlsNames.byDefault(InetAddress.ofLiteral("0.0.0.0")).texts())
                .contains("localhost")
                .doesNotContain("0.0.0.0");
    }

    private static TlsNames names(int count) {
        return new TlsNames(IntStream.range(0, count).mapToObj(i -> "n" + i).toList());
    }

    private Certificates own(TlsNames names) {
        return Certificates.own(directory.resolve("tls"), names, random, now::get);
    }

    private PemFiles given(Instant from) throws IOException {
        PemFiles files = new PemFiles(file("given.pem"), file("given.key"));
        MadeCertificate.in(directory.resolve("tls"), NAMES, from).putAt(files);
        return files;
    }

    private PrivateKey key(byte[] content) throws IOException {
        Path file = Files.createTempFile(directory, "key", ".pem");
        Files.write(file, content);
        return Pem.key(file);
    }

    private static byte[] asOpenSsl(KeyPair pair) throws IOException {
        if (pair.getPrivate() instanceof ECPrivateKey key) {
            // The JDK leaves out what OpenSSL writes: the curve.
            return Pem.write(
                    "EC PRIVATE KEY",
                    new org.bouncycastle.asn1.sec.ECPrivateKey(
                                    256, key.getS(), SECObjectIdentifiers.secp256r1)
                            .getEncoded());
        }
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(pair);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }

    private Path authority() {
        return Certificates.authority(directory.resolve("tls"));
    }

    private Path file(String name) {
        Path file = directory.resolve("tls").resolve(name);
        return Files.exists(file.getParent()) ? file : makeParent(file);
    }

    private static Path makeParent(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> modes() throws IOException {
        try (var files = Files.list(directory.resolve("tls"))) {
            return files.map(CertificatesTest::mode).sorted().toList();
        }
    }

    private static String mode(Path file) {
        try {
            return file.getFileName()
                    + " "
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
