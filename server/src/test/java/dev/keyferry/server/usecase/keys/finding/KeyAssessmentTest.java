package dev.keyferry.server.usecase.keys.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.usecase.keys.finding.KeyShape.Ends;
import dev.keyferry.server.usecase.keys.finding.KeyShape.Prefix;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeyAssessmentTest {
    @Test
    void seesPrefixesThatChangeTheMeaning() {
        assertThat(shape("0xdeadbeef").prefix()).isEqualTo(Prefix.HEX);
        assertThat(shape("0Xdeadbeef").prefix()).isEqualTo(Prefix.HEX);
        assertThat(shape("0sZGVhZA==").prefix()).isEqualTo(Prefix.BASE64);
        assertThat(shape("00xdeadbeef").prefix()).isEqualTo(Prefix.ZERO);
        assertThat(shape("0").prefix()).isEqualTo(Prefix.ZERO);
        assertThat(shape("x0deadbeef").prefix()).isEqualTo(Prefix.NONE);
    }

    @Test
    void seesBlanksAtTheEndsOnly() {
        assertThat(shape(" key").ends()).isEqualTo(Ends.BLANK);
        assertThat(shape("key\t").ends()).isEqualTo(Ends.BLANK);
        assertThat(shape("a key").ends()).isEqualTo(Ends.CLEAN);
    }

    @Test
    void tellsPrintableAsciiFromTheRest() {
        assertThat(shape(" !\"#$%&'()~").isPrintableAscii()).isTrue();
        for (String not : new String[] {"\u0000", "\u001f", "\u007f", "\u00e9", "\u2026"}) {
            assertThat(shape("a" + not).isPrintableAscii()).isFalse();
        }
    }

    @Test
    void countsAnyBytesAndNoMoreBitsThanItTellsApart() {
        byte[] all = new byte[Psk.MAX_BYTES];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 37);
        }
        assertThat(KeyAssessment.of(Psk.copyOf(all)).bits()).isEqualTo(KeyAssessment.MAX_BITS);
        assertThat(assess("a").bits()).isLessThan(8);
    }

    @Test
    void showsNothingOfTheKey() {
        assertThat(assess("MARKER0KEY0MARKER").toString()).doesNotContain("MARKER");
    }

    private static KeyShape shape(String key) {
        return assess(key).shape();
    }

    private static KeyAssessment assess(String key) {
        return KeyAssessment.of(Psk.copyOf(key.getBytes(StandardCharsets.UTF_8)));
    }
}
