package dev.keyferry.feed.seal;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.security.GeneralSecurityException;

/**
 * The half of an edge's key that opens: it exists on the edge's gateways and in the operator's safe
 * only. Thread-safe.
 */
public final class EdgePrivateKey {
    /** A keyset of one key has 159 bytes; more than this is not even parsed. */
    static final int MAX_ENCODED_BYTES = 1_024;

    private final KeysetHandle keyset;
    private final EdgePublicKey publicKey;
    private final HybridDecrypt primitive;

    private EdgePrivateKey(KeysetHandle keyset) throws GeneralSecurityException {
        this.keyset = keyset;
        this.publicKey = EdgePublicKey.of(keyset.getPublicKeysetHandle());
        this.primitive = keyset.getPrimitive(Hpke.TINK, HybridDecrypt.class);
    }

    public static EdgePrivateKey generate() {
        try {
            return new EdgePrivateKey(KeysetHandle.generateNew(Hpke.PARAMETERS, Hpke.TINK));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the suite is one that Tink has", e);
        }
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is not a private keyset of one key of the format's
     *     suite
     */
    public static EdgePrivateKey decode(byte[] encoded) {
        if (encoded.length > MAX_ENCODED_BYTES) {
            throw new IllegalArgumentException("this is not an edge's private key");
        }
        try {
            return new EdgePrivateKey(
                    TinkProtoKeysetFormat.parseKeyset(
                            encoded, InsecureSecretKeyAccess.get(), Hpke.TINK));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this is not an edge's private key", e);
        }
    }

    /**
     * A Tink keyset in its binary form, for a {@link SecretFile}. A secret, for the caller to wipe.
     */
    public byte[] encode() {
        try {
            return TinkProtoKeysetFormat.serializeKeyset(
                    keyset, InsecureSecretKeyAccess.get(), Hpke.TINK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was accepted can be written", e);
        }
    }

    public EdgePublicKey publicKey() {
        return publicKey;
    }

    /** Opens what {@link EdgePublicKey#seal} sealed with the same info. */
    byte[] open(byte[] sealed, byte[] info) throws GeneralSecurityException {
        return primitive.decrypt(sealed, info);
    }

    @Override
    public String toString() {
        return "EdgePrivateKey(" + publicKey.id() + ", redacted)";
    }
}
