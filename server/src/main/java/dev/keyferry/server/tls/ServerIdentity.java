package dev.keyferry.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A certificate with its key. Never prints the key. Thread-safe.
 *
 * @param chain the server's own certificate, then those between it and the root
 */
public record ServerIdentity(List<X509Certificate> chain, PrivateKey key) {
    /** More than any authority issues. */
    static final int MAX_CHAIN = 10;

    /** Kinds of a subject's alternative name (RFC 5280, section 4.2.1.6). */
    private static final Integer DNS_NAME = 2;

    private static final Integer ADDRESS = 7;

    private static final byte[] PROBE = {1, 2, 3};

    public ServerIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
            throw new IllegalArgumentException("a chain has 1 to " + MAX_CHAIN + " certificates");
        }
    }

    /**
     * The names for which the certificate is good, in lower case, addresses as they are spelled by
     * the JDK; its subject's name, which clients no longer look at, is none.
     */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        try {
            Collection<List<?>> alternatives = own().getSubjectAlternativeNames();
            for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (name.getFirst().equals(DNS_NAME) || name.getFirst().equals(ADDRESS)) {
                    names.add(((String) name.get(1)).toLowerCase(Locale.ROOT));
                }
            }
        } catch (CertificateParsingException e) {
            throw new IllegalStateException("a certificate in use can be read", e);
        }
        return Set.copyOf(names);
    }

    X509Certificate own() {
        return chain.getFirst();
    }

    boolean isOver(Instant now) {
        return !now.isBefore(own().getNotAfter().toInstant());
    }

    /** True if the key is the one that the certificate speaks of. */
    boolean isWhole() {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(own().getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // A key of one kind cannot be tried against a certificate of another.
            return false;
        }
    }

    /** In memory only, for a TLS engine; {@code password} is asked for by its interface alone. */
    public KeyStore keyStore(char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, password, chain.toArray(Certificate[]::new));
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PKCS #12", e);
        }
    }

    @Override
    public String toString() {
        return "ServerIdentity(" + own().getSerialNumber().toString(16) + ")";
    }
}
