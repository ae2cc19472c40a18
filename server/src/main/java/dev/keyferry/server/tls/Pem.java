package dev.keyferry.server.tls;

import dev.keyferry.feed.seal.SecretFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/** Reads certificates and keys from files in PEM (RFC 7468). */
final class Pem {
    static final int MAX_BYTES = 64 << 10;

    /** Blocks before a key in its file; OpenSSL writes the curve's parameters there. */
    private static final int MAX_BLOCKS = 8;

    private Pem() {}

    /**
     * Reads certificates, the server's own first.
     *
     * @throws TlsUnusable if the file cannot be read or is anything else
     */
    static List<X509Certificate> certificates(Path file) {
        byte[] content = read(file);
        try {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(content))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (chain.isEmpty() || chain.size() > ServerIdentity.MAX_CHAIN) {
                throw noCertificates(file);
            }
            return chain;
        } catch (CertificateException e) {
            // Its text may hold a part of the file, and that may be the key by mistake.
            throw noCertificates(file);
        }
    }

    /**
     * Reads a private key: PKCS #8, or an RSA or EC key as OpenSSL writes it, not encrypted.
     *
     * @throws TlsUnusable if the file holds anything else
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if it cannot be read or is open to others
     */
    static PrivateKey key(Path file) {
        byte[] content = SecretFile.read(file);
        try (PEMParser parser =
                new PEMParser(new StringReader(new String(content, StandardCharsets.ISO_8859_1)))) {
            for (int blocks = 0; blocks < MAX_BLOCKS; blocks++) {
                PrivateKeyInfo key = keyIn(parser.readObject(), file);
                if (key != null) {
                    return new JcaPEMKeyConverter().getPrivateKey(key);
                }
            }
            throw noKey(file);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // No cause: the texts of parsers quote what they read.
            throw noKey(file);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    static byte[] write(String type, byte[] encoded) {
        StringBuilder pem = new StringBuilder("-----BEGIN ").append(type).append("-----\n");
        pem.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded));
        return pem.append("\n-----END ")
                .append(type)
                .append("-----\n")
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable PrivateKeyInfo keyIn(@Nullable Object block, Path file) {
        return switch (block) {
            case null -> throw noKey(file);
            case PrivateKeyInfo key -> key;
            case PEMKeyPair pair -> pair.getPrivateKeyInfo();
            case PKCS8EncryptedPrivateKeyInfo _ -> throw encrypted(file);
            case PEMEncryptedKeyPair _ -> throw encrypted(file);
            default -> null;
        };
    }

    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new TlsUnusable(
                        file + " has more than " + MAX_BYTES + " bytes",
                        "name the file with the server's certificate");
            }
            return content;
        } catch (IOException e) {
            throw new TlsUnusable(
                    "the certificate " + file + " cannot be read",
                    "check the path and who may read the file",
                    e);
        }
    }

    private static TlsUnusable noCertificates(Path file) {
        return new TlsUnusable(
                file + " does not hold certificates in PEM",
                "put the server's certificate there, and behind it those between it and the root");
    }

    private static TlsUnusable noKey(Path file) {
        return new TlsUnusable(
                file + " does not hold a private key in PEM",
                "put the private key of the server's certificate there, in PKCS #8");
    }

    private static TlsUnusable encrypted(Path file) {
        return new TlsUnusable(
                "the private key in " + file + " is encrypted",
                "decrypt it: openssl pkcs8 -in ENCRYPTED -out " + file);
    }
}
