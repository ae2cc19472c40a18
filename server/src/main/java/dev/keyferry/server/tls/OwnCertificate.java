package dev.keyferry.server.tls;

import dev.keyferry.feed.seal.SecretFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate by the server's own authority, which is made where there is none. The certificate
 * is issued again before it ends, and when its names are to be others; its key stays. Confined to
 * one thread.
 */
final class OwnCertificate implements CertificateSource {
    /** What must be left of a certificate's time; else there is a new one. */
    static final Duration LEFT = Duration.ofDays(30);

    static final String AUTHORITY = "authority.pem";
    static final String AUTHORITY_KEY = "authority.key";
    static final String SERVER = "server.pem";
    static final String SERVER_KEY = "server.key";

    private static final Logger log = LoggerFactory.getLogger(OwnCertificate.class);

    private final Path directory;
    private final TlsNames names;
    private final Issuer issuer;

    OwnCertificate(Path directory, TlsNames names, SecureRandom random) {
        this.directory = directory;
        this.names = names;
        this.issuer = new Issuer(random);
    }

    @Override
    public ServerIdentity read(Instant now) {
        makeDirectory();
        ServerIdentity authority = authority(now);
        ECPrivateKey key = key(SERVER_KEY);
        Path file = directory.resolve(SERVER);
        if (Files.exists(file)) {
            ServerIdentity identity = new ServerIdentity(Pem.certificates(file), key);
            if (isGood(identity, authority, now)) {
                return identity;
            }
        }
        X509Certificate issued = issuer.server(authority, key, names, now);
        write(file, issued);
        log.atInfo()
                .addKeyValue("file", file)
                .addKeyValue("until", issued.getNotAfter().toInstant())
                .log("issued the server's certificate");
        return new ServerIdentity(List.of(issued), key);
    }

    private ServerIdentity authority(Instant now) {
        Path file = directory.resolve(AUTHORITY);
        Path keyFile = directory.resolve(AUTHORITY_KEY);
        if (Files.exists(file) && Files.notExists(keyFile)) {
            throw new TlsUnusable(
                    keyFile + " is lost",
                    "put it back from a backup; or remove "
                            + file
                            + " for a new authority, and give its certificate to every gateway");
        }
        ECPrivateKey key = key(AUTHORITY_KEY);
        if (Files.notExists(file)) {
            write(file, issuer.authority(key, now));
            log.atInfo().addKeyValue("file", file).log("made an authority for certificates");
        }
        ServerIdentity authority = new ServerIdentity(Pem.certificates(file), key);
        if (!authority.isWhole() || authority.isOver(now)) {
            throw new TlsUnusable(
                    file + " has expired or does not belong to " + keyFile,
                    "put both back from a backup; or remove both for a new authority, and give its"
                            + " certificate to every gateway");
        }
        return authority;
    }

    private boolean isGood(ServerIdentity identity, ServerIdentity authority, Instant now) {
        try {
            identity.own().verify(authority.own().getPublicKey());
            return identity.isWhole()
                    && !identity.isOver(now.plus(LEFT))
                    && names(identity.own()).equals(Set.copyOf(names.texts()));
        } catch (GeneralSecurityException e) {
            // It was issued by another authority.
            return false;
        }
    }

    private static Set<String> names(X509Certificate certificate)
            throws CertificateParsingException {
        Set<String> names = new HashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(kindAndName -> names.add(String.valueOf(kindAndName.get(1))));
        }
        return names;
    }

    private ECPrivateKey key(String name) {
        Path file = directory.resolve(name);
        byte[] content =
                SecretFile.readOrCreate(
                        file, () -> Pem.write("PRIVATE KEY", issuer.newKey().getEncoded()));
        Arrays.fill(content, (byte) 0);
        PrivateKey key = Pem.key(file);
        if (key instanceof ECPrivateKey own) {
            return own;
        }
        throw new TlsUnusable(
                file + " is not a key that this server made",
                "put the right file back, or name your own files by tls.certificate and tls.key");
    }

    private void makeDirectory() {
        try {
            if (Files.notExists(directory)) {
                Files.createDirectory(
                        directory,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new TlsUnusable(
                    directory + " cannot be made", "check that you may write there", e);
        }
    }

    /** The name appears with the whole content, also after a crash. */
    private void write(Path file, X509Certificate certificate) {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(temporary, Pem.write("CERTIFICATE", certificate.getEncoded()));
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new TlsUnusable(
                    file + " cannot be written", "make room, and check who may write there", e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was made has a form", e);
        }
    }
}
