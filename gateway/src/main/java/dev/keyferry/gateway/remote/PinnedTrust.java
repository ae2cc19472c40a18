package dev.keyferry.gateway.remote;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Asks the JDK's own checks twice, first without the name and then with it, because only so is it
 * known which of the two has failed. Thread-safe.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager checks;

    PinnedTrust(X509ExtendedTrustManager checks) {
        this.checks = checks;
    }

    /** What is wrong with a server's certificate. */
    enum Flaw {
        ANOTHER_AUTHORITY,
        NOT_VALID_NOW,
        ANOTHER_NAME
    }

    /** The handshake ends with this as a cause. */
    static final class Distrusted extends CertificateException {
        private static final long serialVersionUID = 1;

        private final Flaw flaw;

        Distrusted(Flaw flaw, CertificateException cause) {
            super("the server's certificate is not accepted: " + flaw, cause);
            this.flaw = flaw;
        }

        Flaw flaw() {
            return flaw;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
        try {
            checks.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw new Distrusted(Flaw.ANOTHER_NAME, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        try {
            checks.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            throw new Distrusted(isOutOfTime(e) ? Flaw.NOT_VALID_NOW : Flaw.ANOTHER_AUTHORITY, e);
        }
    }

    private static boolean isOutOfTime(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException invalid
                    && (invalid.getReason() == BasicReason.EXPIRED
                            || invalid.getReason() == BasicReason.NOT_YET_VALID)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("only engines are asked for");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("a gateway serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return checks.getAcceptedIssuers();
    }
}
