package dev.keyferry.server.http.listen;

import dev.keyferry.server.tls.ServerIdentity;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS 1.3 and 1.2 with a certificate that may be replaced while it listens. Thread-safe. */
public final class TlsPort {
    /**
     * Connections at once: two of each of 5,000 gateways, which wait by one and report by the
     * other, and some of clients.
     */
    public static final int MAX_CONNECTIONS = 15_360;

    /** Forward secrecy and authenticated encryption only. */
    private static final String[] CIPHERS = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    };

    /** For the interface of key stores alone: this one never leaves the memory. */
    private static final String PASSWORD = "in memory";

    private final SslContextFactory.Server tls = new SslContextFactory.Server();

    public TlsPort(ServerIdentity identity) {
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setExcludeCipherSuites();
        tls.setIncludeCipherSuites(CIPHERS);
        tls.setRenegotiationAllowed(false);
        tls.setSniRequired(false);
        tls.setKeyStorePassword(PASSWORD);
        tls.setKeyStore(identity.keyStore(PASSWORD.toCharArray()));
    }

    /** Not open yet. */
    public ServerConnector connector(Server server, HttpConfiguration http) {
        HttpConfiguration secure = new HttpConfiguration(http);
        // Clients judge the name; the server has one certificate whatever they call it.
        SecureRequestCustomizer customizer = new SecureRequestCustomizer();
        customizer.setSniHostCheck(false);
        customizer.setSniRequired(false);
        secure.addCustomizer(customizer);
        return new ServerConnector(
                server,
                new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(secure));
    }

    /**
     * Shows another certificate from the next connection on.
     *
     * @throws IllegalStateException if TLS refuses it
     */
    public void use(ServerIdentity identity) {
        try {
            tls.reload(factory -> factory.setKeyStore(identity.keyStore(PASSWORD.toCharArray())));
        } catch (Exception e) {
            // Jetty declares no narrower one.
            throw new IllegalStateException("the new certificate was not taken up", e);
        }
    }
}
