package dev.keyferry.server.tls;

import dev.keyferry.feed.seal.SecretFileUnusable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's certificate as it changes: files are looked at again and again, and what cannot be
 * used leaves the former one in force. Thread-safe.
 */
public final class Certificates {
    private static final Logger log = LoggerFactory.getLogger(Certificates.class);

    private final CertificateSource source;
    private final InstantSource clock;
    private ServerIdentity current;
    private String complaint = "";

    private Certificates(CertificateSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.current = source.read(clock.instant());
    }

    /**
     * Reads a certificate that the operator gives.
     *
     * @throws TlsUnusable if it cannot be used
     * @throws SecretFileUnusable if the key's file cannot be read or is open to others
     */
    public static Certificates given(PemFiles files, InstantSource clock) {
        return new Certificates(new GivenCertificate(files), clock);
    }

    /**
     * Reads a certificate by an authority of the server's own. Both are made in {@code directory}
     * where they are missing.
     *
     * @throws TlsUnusable if what is there cannot be used
     * @throws SecretFileUnusable if a key's file cannot be read, is open to others or cannot be
     *     made
     */
    public static Certificates own(
            Path directory, TlsNames names, SecureRandom random, InstantSource clock) {
        return new Certificates(new OwnCertificate(directory, names, random), clock);
    }

    /** Where the certificate of the server's own authority is, below its directory. */
    public static Path authority(Path directory) {
        return directory.resolve(OwnCertificate.AUTHORITY);
    }

    public synchronized ServerIdentity current() {
        return current;
    }

    /** Looks again; returns the certificate if it is another one than before. */
    public synchronized Optional<ServerIdentity> refresh() {
        try {
            ServerIdentity read = source.read(clock.instant());
            complaint = "";
            if (read.equals(current)) {
                return Optional.empty();
            }
            current = read;
            log.atInfo()
                    .addKeyValue("until", read.own().getNotAfter().toInstant())
                    .log("took up a new certificate");
            return Optional.of(read);
        } catch (TlsUnusable e) {
            complain(String.valueOf(e.getMessage()), e.hint());
        } catch (SecretFileUnusable e) {
            complain(String.valueOf(e.getMessage()), e.hint());
        }
        return Optional.empty();
    }

    // Once for each complaint, since files are looked at every few seconds.
    private void complain(String message, String hint) {
        if (!message.equals(complaint)) {
            complaint = message;
            log.atWarn()
                    .addKeyValue("problem", message)
                    .addKeyValue("hint", hint)
                    .log("a new certificate cannot be used, the former one stays");
        }
    }
}
