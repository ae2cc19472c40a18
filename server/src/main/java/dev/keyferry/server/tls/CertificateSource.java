package dev.keyferry.server.tls;

import java.time.Instant;

/** Where the server's certificate comes from. */
sealed interface CertificateSource permits GivenCertificate, OwnCertificate {
    /**
     * What holds now; files are read each time.
     *
     * @throws TlsUnusable if it cannot be used
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if the key's file cannot be read or is open
     *     to others
     */
    ServerIdentity read(Instant now);
}
