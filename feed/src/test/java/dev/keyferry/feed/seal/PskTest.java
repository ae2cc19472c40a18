package dev.keyferry.feed.seal;

import static dev.keyferry.feed.Examples.EDGE;
import static dev.keyferry.feed.Examples.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.id.Bytes;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PskTest {
    @Test
    void pskHas1To255Bytes() {
        assertThat(Psk.copyOf(new byte[1]).length()).isEqualTo(1);
        assertThat(Psk.copyOf(new byte[255]).length()).isEqualTo(255);
        assertThatIllegalArgumentException().isThrownBy(() -> Psk.copyOf(new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Psk.copyOf(new byte[256]));
    }

    @Test
    void pskIsCopiedInAndOut() {
        byte[] given = {1, 2, 3};
        Psk psk = Psk.copyOf(given);
        given[0] = 9;
        psk.reveal()[1] = 9;

        assertThat(psk.reveal()).containsExactly(1, 2, 3);
    }

    @Test
    void pskComparesBySameAsOnly() {
        Psk one = psk("key");
        Psk equal = psk("key");

        assertThat(one.sameAs(equal)).isTrue();
        assertThat(one.sameAs(psk("kez"))).isFalse();
        assertThat(one.sameAs(psk("keys"))).isFalse();
        assertThat(Objects.equals(one, equal)).isFalse();
        assertThat(one).isNotInstanceOf(Serializable.class);
    }

    @Test
    void nothingThatHoldsASecretPrintsIt() {
        var random = new SecureRandom();
        EdgePrivateKey edgeKey = EdgePrivateKey.generate();
        RecordKey recordKey = RecordKey.generate(random);
        FingerprintKey fingerprintKey = FingerprintKey.generate(random);

        assertThat(psk("marker")).hasToString("Psk(redacted)");
        assertThat(DataKey.fresh(edgeKey.publicKey(), EDGE, EPOCH).toString())
                .matches("DataKey\\([0-9a-f]{32}, redacted\\)");
        assertThat(edgeKey)
                .hasToString("EdgePrivateKey(" + edgeKey.publicKey().id() + ", redacted)");
        assertThat(recordKey).hasToString("RecordKey(redacted)");
        assertThat(fingerprintKey).hasToString("FingerprintKey(redacted)");
    }

    @Test
    void refusalOfAKeyFileQuotesNothingOfIt() {
        byte[] encoded = RecordKey.generate(new SecureRandom()).encode();
        String hex = Bytes.copyOf(encoded).hex();
        Stream.<Runnable>of(
                        () -> FingerprintKey.decode(encoded),
                        () -> EdgePrivateKey.decode(encoded),
                        () -> EdgePublicKey.decode(Bytes.copyOf(encoded)))
                .forEach(decode ->
                        assertThatIllegalArgumentException()
                                .isThrownBy(decode::run)
                                .withMessageStartingWith("this is not a")
                                .withMessageNotContaining(hex.substring(50, 60)));
    }

    private static Psk psk(String text) {
        return Psk.copyOf(text.getBytes(StandardCharsets.US_ASCII));
    }
}
