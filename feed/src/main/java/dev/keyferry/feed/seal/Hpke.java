package dev.keyferry.feed.seal;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;

/**
 * The one HPKE suite of the format: RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
 * AES-256-GCM, without Tink's key prefix: the sealed data key names its edge key by itself.
 */
final class Hpke {
    /** Knows hybrid encryption alone; nothing is put in Tink's global registry. */
    static final Configuration TINK = HybridConfig2026.get();

    static final HpkeParameters PARAMETERS = parameters();

    private Hpke() {}

    /** The {@code info} of HPKE, which binds a sealed data key to its place. */
    static byte[] info(EdgeId edge, Epoch epoch, DataKeyId id) {
        var info = new ByteArrayOutputStream(128);
        info.write(CanonicalForm.FORMAT);
        CanonicalForm.putText(info, "keyferry data key");
        CanonicalForm.putText(info, edge.value());
        CanonicalForm.putHex(info, epoch.value());
        CanonicalForm.putHex(info, id.value());
        return info.toByteArray();
    }

    /** The {@code info} of HPKE for a record key, which binds it to the gateway that gets it. */
    static byte[] info(EdgeId edge, GatewayName gateway) {
        var info = new ByteArrayOutputStream(160);
        info.write(CanonicalForm.FORMAT);
        CanonicalForm.putText(info, "keyferry record key");
        CanonicalForm.putText(info, edge.value());
        CanonicalForm.putText(info, gateway.value());
        return info.toByteArray();
    }

    /** Returns the one public key of {@code keyset}, which must be of this suite. */
    static HpkePublicKey onlyKey(KeysetHandle keyset) throws GeneralSecurityException {
        if (keyset.size() == 1
                && keyset.getPrimary().getKey() instanceof HpkePublicKey key
                && key.getParameters().equals(PARAMETERS)) {
            return key;
        }
        throw new GeneralSecurityException("the keyset is not one key of the suite");
    }

    private static HpkeParameters parameters() {
        try {
            return HpkeParameters.builder()
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .setVariant(HpkeParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the suite is one that Tink has", e);
        }
    }
}
