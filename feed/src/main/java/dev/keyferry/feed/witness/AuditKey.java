package dev.keyferry.feed.witness;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key with which a control plane signs the head of its audit (Ed25519, RFC 8032). Its file has
 * a header that names its purpose, and then the private and the public key of 32 bytes each.
 * Thread-safe.
 */
public final class AuditKey {
    private static final String ALGORITHM = "Ed25519";
    private static final int PRIVATE_BYTES = 32;
    private static final byte[] HEADER =
            "keyferry audit key 1\n".getBytes(StandardCharsets.US_ASCII);

    /** Before the 32 bytes of a public key (RFC 8410, section 4). */
    private static final byte[] PUBLIC_INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    /** Signed and checked when a key is read: a file that was mended by hand shows at once. */
    private static final AuditHead PROBE =
            new AuditHead(
                    new Epoch("0".repeat(Epoch.DIGITS)),
                    0,
                    Bytes.copyOf(new byte[AuditHead.HASH_BYTES]));

    private final byte[] secret;
    private final PrivateKey privateKey;
    private final Bytes publicKey;

    private AuditKey(byte[] secret, Bytes publicKey) throws GeneralSecurityException {
        this.secret = secret.clone();
        this.privateKey =
                KeyFactory.getInstance(ALGORITHM)
                        .generatePrivate(
                                new EdECPrivateKeySpec(NamedParameterSpec.ED25519, this.secret));
        this.publicKey = publicKey;
    }

    public static AuditKey generate() {
        byte[] seed = new byte[PRIVATE_BYTES];
        new SecureRandom().nextBytes(seed);
        try {
            return of(seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** The key whose private half is these 32 bytes (RFC 8032, section 5.1.5). */
    public static AuditKey of(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            var pair = generator.generateKeyPair();
            byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            if (!MessageDigest.isEqual(secret, seed)) {
                throw new IllegalStateException("this platform makes Ed25519 keys of other bytes");
            }
            byte[] info = pair.getPublic().getEncoded();
            var made =
                    new AuditKey(
                            secret,
                            Bytes.copyOf(
                                    Arrays.copyOfRange(info, PUBLIC_INFO.length, info.length)));
            Arrays.fill(secret, (byte) 0);
            return made;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** What a generator takes for random: the JDK has no other way to a public half. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final transient byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static AuditKey decode(byte[] encoded) {
        int end = HEADER.length + PRIVATE_BYTES;
        if (encoded.length != end + SignedHead.KEY_BYTES
                || !Arrays.equals(encoded, 0, HEADER.length, HEADER, 0, HEADER.length)) {
            throw new IllegalArgumentException("this is not an audit key");
        }
        byte[] secret = Arrays.copyOfRange(encoded, HEADER.length, end);
        try {
            var key =
                    new AuditKey(
                            secret, Bytes.copyOf(Arrays.copyOfRange(encoded, end, encoded.length)));
            if (!key.sign(PROBE).isSigned()) {
                throw new IllegalArgumentException("the halves of this audit key are of two keys");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    public byte[] encode() {
        byte[] encoded =
                Arrays.copyOf(HEADER, HEADER.length + PRIVATE_BYTES + SignedHead.KEY_BYTES);
        System.arraycopy(secret, 0, encoded, HEADER.length, PRIVATE_BYTES);
        byte[] half = publicKey.toArray();
        System.arraycopy(half, 0, encoded, HEADER.length + PRIVATE_BYTES, half.length);
        return encoded;
    }

    /** The public half, 32 bytes. */
    public Bytes publicKey() {
        return publicKey;
    }

    public SignedHead sign(AuditHead head) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(head.signedForm());
            return new SignedHead(head, publicKey, Bytes.copyOf(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    static boolean isSigned(AuditHead head, Bytes key, Bytes claimed) {
        byte[] info = Arrays.copyOf(PUBLIC_INFO, PUBLIC_INFO.length + SignedHead.KEY_BYTES);
        System.arraycopy(key.toArray(), 0, info, PUBLIC_INFO.length, SignedHead.KEY_BYTES);
        try {
            PublicKey half =
                    KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(info));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(half);
            signature.update(head.signedForm());
            return signature.verify(claimed.toArray());
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        } catch (GeneralSecurityException _) {
            // A key or a signature that is none.
            return false;
        }
    }

    private static IllegalStateException missing(GeneralSecurityException cause) {
        return new IllegalStateException("every JDK has Ed25519", cause);
    }
}
