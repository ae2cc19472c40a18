package dev.keyferry.server.domain.tunnel.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BgpTest {
    @ParameterizedTest
    @CsvSource({
        "10.20.0.0/16, 10.20.0.0/16",
        "0.0.0.0/0, 0.0.0.0/0",
        "203.0.113.7/32, 203.0.113.7/32",
        "10.20.0.128/25, 10.20.0.128/25",
        "2001:DB8:0:0:0:0:0:0/32, 2001:db8::/32",
        "::/0, ::/0",
        "2001:db8::1/128, 2001:db8::1/128",
    })
    void spellsAPrefixInOneWay(String given, String normal) {
        assertThat(new Prefix(given).value()).isEqualTo(normal);
        assertThat(new Prefix(normal)).isEqualTo(new Prefix(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/08",
                "10.0.0.0/-1",
                "10.0.0.1/24",
                "10.0.0.0/8/8",
                "/8",
                "::/129",
                "2001:db8::1/64",
                "::ffff:10.0.0.0/104",
                "localhost/8",
                "10.0.0.0/99999999999",
            })
    void refusesWhatIsNoNetwork(String given) {
        assertThatThrownBy(() -> new Prefix(given)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasLimits() {
        assertThat(new Asn(0)).isNotNull();
        assertThat(new Asn(Integer.MAX_VALUE)).isNotNull();
        assertRefused(() -> new Asn(-1));
        assertRefused(() -> new Asn(Integer.MAX_VALUE + 1L));
        assertThat(new FilterId("a".repeat(64))).isNotNull();
        assertRefused(() -> new FilterId("a".repeat(65)));
        assertRefused(() -> new FilterId(""));
        assertRefused(() -> new FilterId("a b"));
        assertThat(bgp(Bgp.MAX_EXTRA_PREFIXES)).isNotNull();
        assertRefused(() -> bgp(Bgp.MAX_EXTRA_PREFIXES + 1));
    }

    @Test
    void takesAnMd5KeyOfPrintableAsciiButTwoCharacters() {
        assertThat(new Md5Key("~".repeat(Md5Key.MAX_LENGTH))).isNotNull();
        assertThat(new Md5Key("an md5 key, !#/'<>").value()).isEqualTo("an md5 key, !#/'<>");
        for (String wrong : List.of("", "a\"b", "a?b", "a\tb", "a\u007f", "ü", "a\n")) {
            assertRefused(() -> new Md5Key(wrong));
        }
        assertRefused(() -> new Md5Key("~".repeat(Md5Key.MAX_LENGTH + 1)));
    }

    @Test
    void doesNotPrintTheMd5Key() {
        assertThat(new Md5Key("MARKER0KEY0MARKER").toString()).doesNotContain("MARKER");
    }

    private static Bgp bgp(int prefixes) {
        return new Bgp(
                new Asn(1),
                Collections.nCopies(prefixes, new Prefix("10.0.0.0/8")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void assertRefused(Runnable make) {
        assertThatThrownBy(make::run).isInstanceOf(IllegalArgumentException.class);
    }
}
