package dev.keyferry.server.tls;

import java.time.Instant;

/** A certificate that the operator gives and renews. Thread-safe. */
record GivenCertificate(PemFiles files) implements CertificateSource {
    @Override
    public ServerIdentity read(Instant now) {
        ServerIdentity identity =
                new ServerIdentity(Pem.certificates(files.certificate()), Pem.key(files.key()));
        if (!identity.isWhole()) {
            throw new TlsUnusable(
                    "the key " + files.key() + " does not belong to " + files.certificate(),
                    "put the server's own certificate first in its file, and its key in the other");
        }
        if (identity.isOver(now)) {
            throw new TlsUnusable(
                    "the certificate "
                            + files.certificate()
                            + " expired on "
                            + identity.own().getNotAfter().toInstant(),
                    "put a new one in its place");
        }
        return identity;
    }
}
