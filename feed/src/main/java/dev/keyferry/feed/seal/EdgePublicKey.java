package dev.keyferry.feed.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeKeyId;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The half of an edge's key that seals: the control plane has it, and it opens nothing.
 * Thread-safe.
 */
public final class EdgePublicKey {
    /** A keyset of one key has 120 bytes; more than this is not even parsed. */
    static final int MAX_ENCODED_BYTES = 1_024;

    private final EdgeKeyId id;
    private final Bytes encoded;
    private final HybridEncrypt primitive;

    private EdgePublicKey(EdgeKeyId id, Bytes encoded, HybridEncrypt primitive) {
        this.id = id;
        this.encoded = encoded;
        this.primitive = primitive;
    }

    @AccessesPartialKey
    static EdgePublicKey of(KeysetHandle keyset) throws GeneralSecurityException {
        byte[] key = Hpke.onlyKey(keyset).getPublicKeyBytes().toByteArray();
        byte[] encoded = TinkProtoKeysetFormat.serializeKeysetWithoutSecret(keyset, Hpke.TINK);
        return new EdgePublicKey(
                idOf(key),
                Bytes.copyOf(encoded),
                keyset.getPrimitive(Hpke.TINK, HybridEncrypt.class));
    }

    /**
     * Reads what {@link #encoded} gave.
     *
     * @throws IllegalArgumentException if it is not a public keyset of one key of the format's
     *     suite
     */
    public static EdgePublicKey decode(Bytes encoded) {
        if (encoded.length() > MAX_ENCODED_BYTES) {
            throw new IllegalArgumentException("this is not an edge's public key");
        }
        try {
            return of(TinkProtoKeysetFormat.parseKeysetWithoutSecret(encoded.toArray(), Hpke.TINK));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this is not an edge's public key", e);
        }
    }

    /** The first 128 bits of the SHA-256 of the raw X25519 public key. */
    public EdgeKeyId id() {
        return id;
    }

    /** A Tink keyset in its binary form, not secret, about 120 bytes. */
    public Bytes encoded() {
        return encoded;
    }

    byte[] seal(byte[] secret, byte[] info) {
        try {
            return primitive.encrypt(secret, info);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was accepted seals", e);
        }
    }

    // Over the raw key and not the keyset, whose serialized form is Tink's to change.
    private static EdgeKeyId idOf(byte[] rawKey) {
        MessageDigest sha256 = CanonicalForm.sha256();
        byte[] digest = sha256.digest(rawKey);
        return new EdgeKeyId(HexFormat.of().formatHex(Arrays.copyOf(digest, EdgeKeyId.DIGITS / 2)));
    }

    @Override
    public String toString() {
        return "EdgePublicKey(" + id + ")";
    }
}
