package dev.keyferry.gateway.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that a server's certificate must lead to. No other authority counts, those of
 * the operating system and of the JDK included. Thread-safe.
 */
public final class Authority {
    static final int MAX_BYTES = 64 << 10;

    private final SSLContext tls;

    private Authority(SSLContext tls) {
        this.tls = tls;
    }

    /**
     * Reads certificates in PEM.
     *
     * @throws NotLinked if the file cannot be read or is anything else
     */
    public static Authority read(Path file) {
        byte[] pem = content(file);
        try {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem));
            if (certificates.isEmpty()) {
                throw foreign(file, null);
            }
            return new Authority(context(new PinnedTrust(trusting(certificates))));
        } catch (CertificateException e) {
            throw foreign(file, e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS and PKIX", e);
        }
    }

    /** Trusts servers of this authority and no others; the caller asks for the name's check. */
    public SSLContext tls() {
        return tls;
    }

    private static byte[] content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] pem = in.readNBytes(MAX_BYTES + 1);
            if (pem.length > MAX_BYTES) {
                throw foreign(file, null);
            }
            return pem;
        } catch (IOException e) {
            throw new NotLinked(
                    NotLinked.Kind.REFUSED,
                    "the authority's file " + file + " cannot be read",
                    "copy tls/authority.pem from the server's data directory and name it by --ca",
                    e);
        }
    }

    private static X509ExtendedTrustManager trusting(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            anchors.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new NoSuchAlgorithmException("no trust manager that checks host names");
    }

    private static SSLContext context(X509ExtendedTrustManager trust)
            throws NoSuchAlgorithmException, KeyManagementException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return context;
    }

    private static NotLinked foreign(Path file, @Nullable CertificateException cause) {
        return new NotLinked(
                NotLinked.Kind.REFUSED,
                file + " does not hold an authority's certificate in PEM",
                "copy tls/authority.pem from the server's data directory and name it by --ca",
                cause);
    }
}
