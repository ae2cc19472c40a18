package dev.keyferry.feed.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import dev.keyferry.feed.Examples;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;

class KeyFormsTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void generatedKeysDiffer() {
        assertThat(RecordKey.generate(random).encode())
                .isNotEqualTo(RecordKey.generate(random).encode());
        assertThat(FingerprintKey.generate(random).encode())
                .isNotEqualTo(FingerprintKey.generate(random).encode());
        assertThat(EdgePrivateKey.generate().publicKey().id())
                .isNotEqualTo(EdgePrivateKey.generate().publicKey().id());
    }

    @Test
    void keyOfOneKindIsNotReadAsAnother() {
        byte[] recordKey = RecordKey.generate(random).encode();
        byte[] edgeKey = EdgePrivateKey.generate().encode();

        refuses(() -> FingerprintKey.decode(recordKey));
        refuses(() -> EdgePrivateKey.decode(recordKey));
        refuses(() -> RecordKey.decode(edgeKey));
    }

    @Test
    void hmacKeyIsReadWholeOnly() {
        byte[] encoded = RecordKey.generate(random).encode();

        refuses(() -> RecordKey.decode(Arrays.copyOf(encoded, encoded.length - 1)));
        refuses(() -> RecordKey.decode(Arrays.copyOf(encoded, encoded.length + 1)));
        refuses(() -> RecordKey.decode(new byte[0]));
    }

    @Test
    void publicAndPrivateKeysetDoNotStandForEachOther() {
        EdgePrivateKey key = EdgePrivateKey.generate();

        refuses(() -> EdgePublicKey.decode(Bytes.copyOf(key.encode())));
        refuses(() -> EdgePrivateKey.decode(key.publicKey().encoded().toArray()));
    }

    @Test
    void keysetIsReadUpToItsLimit() {
        EdgePrivateKey key = EdgePrivateKey.generate();
        byte[] secret = key.encode();
        byte[] open = key.publicKey().encoded().toArray();
        int max = EdgePrivateKey.MAX_ENCODED_BYTES;

        assertThat(EdgePrivateKey.decode(withUnknownField(secret, max)).encode()).isEqualTo(secret);
        assertThat(EdgePublicKey.decode(Bytes.copyOf(withUnknownField(open, max))).id())
                .isEqualTo(key.publicKey().id());
        refuses(() -> EdgePrivateKey.decode(withUnknownField(secret, max + 1)));
        refuses(() -> EdgePublicKey.decode(Bytes.copyOf(withUnknownField(open, max + 1))));
        refuses(() -> EdgePrivateKey.decode(Arrays.copyOf(secret, secret.length - 1)));
        refuses(() -> EdgePrivateKey.decode(new byte[0]));
        refuses(() -> EdgePublicKey.decode(Bytes.copyOf(new byte[0])));
    }

    @Test
    void keysetOfAnotherSuiteOrOfTwoKeysIsRefused() throws GeneralSecurityException {
        KeysetHandle prefixed =
                keyset(HpkeParameters.Variant.TINK, HpkeParameters.AeadId.AES_256_GCM);
        KeysetHandle weaker =
                keyset(HpkeParameters.Variant.NO_PREFIX, HpkeParameters.AeadId.AES_128_GCM);
        KeysetHandle two =
                KeysetHandle.newBuilder()
                        .addEntry(fresh().makePrimary())
                        .addEntry(fresh())
                        .setConfiguration(Hpke.TINK)
                        .build();

        for (KeysetHandle other : List.of(prefixed, weaker, two)) {
            byte[] secret =
                    TinkProtoKeysetFormat.serializeKeyset(
                            other, InsecureSecretKeyAccess.get(), Hpke.TINK);
            byte[] open =
                    TinkProtoKeysetFormat.serializeKeysetWithoutSecret(
                            other.getPublicKeysetHandle(), Hpke.TINK);
            refuses(() -> EdgePrivateKey.decode(secret));
            refuses(() -> EdgePublicKey.decode(Bytes.copyOf(open)));
        }
    }

    @Test
    void fingerprintTellsAccountsAndKeysApart() {
        FingerprintKey key = FingerprintKey.generate(random);
        var other = new AccountId("f".repeat(32));
        Psk psk = Psk.copyOf(new byte[] {1, 2, 3});

        assertThat(key.of(Examples.ACCOUNT, psk))
                .isEqualTo(key.of(Examples.ACCOUNT, Psk.copyOf(new byte[] {1, 2, 3})))
                .isNotEqualTo(key.of(other, psk))
                .isNotEqualTo(key.of(Examples.ACCOUNT, Psk.copyOf(new byte[] {1, 2, 4})))
                .isNotEqualTo(FingerprintKey.generate(random).of(Examples.ACCOUNT, psk));
    }

    @Test
    void marksOfRequestsTellListsApartAndAreNoFingerprints() {
        FingerprintKey key = FingerprintKey.generate(random);

        assertThat(key.ofRequest(List.of("a", "bc")))
                .isEqualTo(key.ofRequest(List.of("a", "bc")))
                .isNotEqualTo(key.ofRequest(List.of("ab", "c")))
                .isNotEqualTo(key.ofRequest(List.of("a", "bc", "")))
                .isNotEqualTo(FingerprintKey.generate(random).ofRequest(List.of("a", "bc")));
        Psk psk = Psk.copyOf(new byte[] {1});
        String account =
                new String(HexFormat.of().parseHex("01".repeat(16)), StandardCharsets.US_ASCII);
        Bytes mark = key.ofRequest(List.of(account, "\u0001"));
        assertThat(Bytes.copyOf(Arrays.copyOf(mark.toArray(), Fingerprint.BYTES)))
                .isNotEqualTo(key.of(new AccountId("01".repeat(16)), psk).value());
    }

    @Test
    void macsOfTokensTellListsApartAndAreNoMarksOfRequests() {
        FingerprintKey key = FingerprintKey.generate(random);

        assertThat(key.ofToken(List.of("a", "bc")))
                .isEqualTo(key.ofToken(List.of("a", "bc")))
                .isNotEqualTo(key.ofToken(List.of("ab", "c")))
                .isNotEqualTo(key.ofToken(List.of("a", "bc", "")))
                .isNotEqualTo(key.ofRequest(List.of("a", "bc")))
                .isNotEqualTo(FingerprintKey.generate(random).ofToken(List.of("a", "bc")));
    }

    private static KeysetHandle.Builder.Entry fresh() {
        return KeysetHandle.generateEntryFromParameters(Hpke.PARAMETERS).withRandomId();
    }

    private static KeysetHandle keyset(HpkeParameters.Variant variant, HpkeParameters.AeadId aead)
            throws GeneralSecurityException {
        return KeysetHandle.generateNew(
                HpkeParameters.builder()
                        .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                        .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                        .setAeadId(aead)
                        .setVariant(variant)
                        .build(),
                Hpke.TINK);
    }

    /** The keyset with a field that no reader knows, {@code length} bytes in all. */
    private static byte[] withUnknownField(byte[] keyset, int length) {
        int filler = length - keyset.length - 3;
        byte[] longer = Arrays.copyOf(keyset, length);
        longer[keyset.length] = 15 << 3 | 2;
        longer[keyset.length + 1] = (byte) (filler | 0x80);
        longer[keyset.length + 2] = (byte) (filler >> 7);
        return longer;
    }

    private static void refuses(ThrowableAssert.ThrowingCallable decode) {
        assertThatIllegalArgumentException()
                .isThrownBy(decode)
                .withMessageStartingWith("this is not a");
    }
}
