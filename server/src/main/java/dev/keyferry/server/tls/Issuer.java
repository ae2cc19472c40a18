package dev.keyferry.server.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys (P-256) and certificates (RFC 5280). Thread-safe. */
final class Issuer {
    static final Duration AUTHORITY_VALID = Duration.ofDays(20 * 365);
    static final Duration SERVER_VALID = Duration.ofDays(90);

    /** So much earlier than now does a certificate begin, for clocks that are slow. */
    static final Duration BACKDATED = Duration.ofHours(1);

    private static final String CURVE = "secp256r1";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 127;
    private static final int NAME_BITS = 40;

    private final SecureRandom random;

    Issuer(SecureRandom random) {
        this.random = random;
    }

    PrivateKey newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** The authority's own certificate: it may issue for servers and for no further authority. */
    X509Certificate authority(ECPrivateKey key, Instant now) {
        // A random part, so that two authorities of one name are never taken for each other.
        X500Principal name =
                new X500Principal(
                        "CN=Keyferry authority " + new BigInteger(NAME_BITS, random).toString(32));
        try {
            PublicKey publicKey = publicOf(key);
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            JcaX509v3CertificateBuilder certificate =
                    builder(name, name, publicKey, now, AUTHORITY_VALID);
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            certificate.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    ids.createSubjectKeyIdentifier(publicKey));
            return signed(certificate, key);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate of a fresh key can be made", e);
        }
    }

    /** A server's certificate for {@code names}, by {@code authority}. */
    X509Certificate server(
            ServerIdentity authority, ECPrivateKey key, TlsNames names, Instant now) {
        try {
            PublicKey publicKey = publicOf(key);
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            JcaX509v3CertificateBuilder certificate =
                    builder(
                            authority.own().getSubjectX500Principal(),
                            new X500Principal("CN=Keyferry server"),
                            publicKey,
                            now,
                            SERVER_VALID);
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            certificate.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            certificate.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            certificate.addExtension(Extension.subjectAlternativeName, false, names.general());
            certificate.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    ids.createAuthorityKeyIdentifier(authority.own()));
            return signed(certificate, authority.key());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("an authority's certificate can be made", e);
        }
    }

    private JcaX509v3CertificateBuilder builder(
            X500Principal issuer,
            X500Principal subject,
            PublicKey key,
            Instant now,
            Duration validity) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).setBit(0),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(validity)),
                subject,
                key);
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder certificate, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        certificate.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
    }

    // A key file holds the private number alone; the public point follows from it.
    private static PublicKey publicOf(ECPrivateKey key) throws GeneralSecurityException {
        ECPoint point =
                ECNamedCurveTable.getParameterSpec(CURVE).getG().multiply(key.getS()).normalize();
        return KeyFactory.getInstance("EC")
                .generatePublic(
                        new ECPublicKeySpec(
                                new java.security.spec.ECPoint(
                                        point.getAffineXCoord().toBigInteger(),
                                        point.getAffineYCoord().toBigInteger()),
                                key.getParams()));
    }
}
