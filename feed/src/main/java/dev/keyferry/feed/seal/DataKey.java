package dev.keyferry.feed.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.subtle.AesGcmAead;
import com.google.crypto.tink.util.SecretBytes;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A fresh AES-256-GCM key that seals the PSKs of one group of changes of one edge. It is sealed to
 * the edge's public key when it is made, which takes 0.3 ms or more, so it may be made ahead; each
 * PSK then takes microseconds. Once forgotten, only the edge's gateways can have it again. Confined
 * to one thread at a time.
 */
public final class DataKey {
    /**
     * Uses of one key. Random 96-bit nonces would allow 2^32 (NIST SP 800-38D, section 8.3); a
     * group of changes never needs more than this.
     */
    public static final int MAX_USES = 10_000;

    static final int KEY_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final EdgeId edge;
    private final Epoch epoch;
    private final SealedDataKey sealed;
    private @Nullable Aead aead;
    private int remaining = MAX_USES;

    private DataKey(EdgeId edge, Epoch epoch, SealedDataKey sealed, Aead aead) {
        this.edge = edge;
        this.epoch = epoch;
        this.sealed = sealed;
        this.aead = aead;
    }

    /** Makes a key that seals for one edge, in one epoch. */
    public static DataKey fresh(EdgePublicKey edgeKey, EdgeId edge, Epoch epoch) {
        byte[] idBytes = new byte[DataKeyId.DIGITS / 2];
        RANDOM.nextBytes(idBytes);
        var id = new DataKeyId(HexFormat.of().formatHex(idBytes));
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        byte[] sealed = edgeKey.seal(key, Hpke.info(edge, epoch, id));
        Aead aead = aeadOf(key);
        Arrays.fill(key, (byte) 0);
        return new DataKey(
                edge, epoch, new SealedDataKey(id, edgeKey.id(), Bytes.copyOf(sealed)), aead);
    }

    /** This key as the edge's gateways can open it; not secret. */
    public SealedDataKey sealed() {
        return sealed;
    }

    /**
     * Seals {@code psk} to {@code binding} and signs the record.
     *
     * @throws IllegalArgumentException if the binding is of another edge or epoch than this key
     * @throws IllegalStateException if the key was forgotten or has no uses left
     */
    public KeyRecord seal(Revision revision, KeyBinding binding, Psk psk, RecordKey recordKey) {
        if (!binding.edge().equals(edge) || !binding.epoch().equals(epoch)) {
            throw new IllegalArgumentException("a data key seals for its own edge and epoch");
        }
        if (aead == null) {
            throw new IllegalStateException("the data key was forgotten");
        }
        if (remaining == 0) {
            throw new IllegalStateException("a data key has " + MAX_USES + " uses");
        }
        remaining--;
        Bytes digest = CanonicalForm.digest(binding);
        byte[] plaintext = PaddedPsk.of(psk);
        Bytes ciphertext = Bytes.copyOf(encrypt(aead, plaintext, digest.toArray()));
        Arrays.fill(plaintext, (byte) 0);
        Bytes mac = recordKey.macOf(digest, sealed.id(), ciphertext);
        return new KeyRecord(revision, binding, sealed.id(), ciphertext, mac);
    }

    /** How many more PSKs this key may seal. */
    public int remaining() {
        return remaining;
    }

    /** Drops the key; it seals no more. */
    public void forget() {
        aead = null;
    }

    private static byte[] encrypt(Aead aead, byte[] plaintext, byte[] associatedData) {
        try {
            return aead.encrypt(plaintext, associatedData);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals some hundred bytes", e);
        }
    }

    /** AES-256-GCM of Tink: 12 random bytes of nonce, ciphertext, 16 bytes of tag. */
    @AccessesPartialKey
    @LowLevelCryptoCaller
    static Aead aeadOf(byte[] key) {
        try {
            AesGcmParameters parameters =
                    AesGcmParameters.builder()
                            .setKeySizeBytes(KEY_BYTES)
                            .setIvSizeBytes(12)
                            .setTagSizeBytes(16)
                            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                            .build();
            return AesGcmAead.create(
                    AesGcmKey.builder()
                            .setParameters(parameters)
                            .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                            .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is a cipher that Tink has", e);
        }
    }

    @Override
    public String toString() {
        return "DataKey(" + sealed.id() + ", redacted)";
    }
}
