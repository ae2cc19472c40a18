package dev.keyferry.server.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1/32",
        "192.0.2.77/24, 192.0.2.0/24",
        "192.0.2.255/31, 192.0.2.254/31",
        "203.0.113.9/0, 0.0.0.0/0",
        "2001:db8::1, 2001:db8::1/128",
        "2001:DB8:1:2:3::/64, 2001:db8:1:2::/64",
        "2001:db8:ffff::/33, 2001:db8:8000::/33",
        "::/0, ::/0",
    })
    void hasOneSpelling(String text, String spelled) {
        assertThat(Network.parse(text)).hasToString(spelled);
        assertThat(Network.parse(spelled)).isEqualTo(Network.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "198.51.100.0/",
                "198.51.100.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/ 8",
                "192.0.2.0/8/8",
                "192.0.2/24",
                "192.0.2.0/9999999999",
                "2001:db8::/129",
                "::ffff:192.0.2.1",
                "localhost",
                "example.org/8",
                "fe80::1%eth0",
                "10",
            })
    void refusesWhatIsNoNetworkWithoutQuotingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse(text))
                .withMessageNotContaining(text.length() > 2 ? text : "\u0000");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::, false",
        "::/0, 192.0.2.1, false",
        "::/0, 2001:db8::1, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
    })
    void containsItsAddresses(String network, String address, boolean isContained) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(isContained);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.0.0/16, true, true",
        "10.1.0.0/16, 10.0.0.0/8, false, true",
        "10.0.0.0/8, 10.0.0.0/8, true, true",
        "10.0.0.0/8, 11.0.0.0/8, false, false",
        "0.0.0.0/0, ::/0, false, false",
    })
    void coversNarrowerOnes(String one, String other, boolean covers, boolean overlaps) {
        assertThat(Network.parse(one).covers(Network.parse(other))).isEqualTo(covers);
        assertThat(Network.parse(one).overlaps(Network.parse(other))).isEqualTo(overlaps);
    }

    /**
     * In {@code condition}, {@code +} stands before networks of {@code in}, {@code -} of the other.
     */
    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', +10.0.0.0/8, true",
        "+10.0.0.0/8, '', false",
        "+10.0.0.0/8, +10.1.0.0/16, true",
        "+10.0.0.0/8, +10.1.0.0/16 +11.0.0.0/8, false",
        "+10.0.0.0/8 +11.0.0.0/8, +11.0.0.1, true",
        "-10.0.0.0/8, '', false",
        "-10.0.0.0/8, -10.1.0.0/16, false",
        "-10.1.0.0/16, -10.0.0.0/8, true",
        "-10.0.0.0/8, +11.0.0.0/8, true",
        "-10.0.0.0/8, +10.0.0.1, false",
        "-10.0.0.1, +10.0.0.0/8, false",
        "+10.0.0.0/8 -10.1.0.0/16, +10.0.0.0/8, false",
        "+10.0.0.0/8 -10.1.0.0/16, +10.0.0.0/8 -10.1.0.0/16, true",
        "+10.0.0.0/8 -10.1.0.0/16, +10.2.0.0/16, true",
    })
    void aConditionCoversOneThatLetsInNobodyElse(String own, String other, boolean covers) {
        assertThat(condition(own).covers(condition(other))).isEqualTo(covers);
    }

    @Test
    void anExceptionWinsOverANetworkThatLetsIn() {
        SourceCondition condition = condition("+10.0.0.0/8 -10.1.0.0/16");
        assertThat(condition.allows(InetAddress.ofLiteral("10.0.0.1"))).isTrue();
        assertThat(condition.allows(InetAddress.ofLiteral("10.1.0.1"))).isFalse();
        assertThat(condition.allows(InetAddress.ofLiteral("192.0.2.1"))).isFalse();
        assertThat(condition("-10.0.0.0/8").allows(InetAddress.ofLiteral("::1"))).isTrue();
    }

    @Test
    void aListOfNetworksHasALimit() {
        List<Network> most =
                IntStream.range(0, SourceCondition.MAX_NETWORKS)
                        .mapToObj(i -> Network.parse("10.0.0." + i))
                        .toList();
        assertThat(new SourceCondition(most, most).in()).hasSize(SourceCondition.MAX_NETWORKS);
        List<Network> more =
                IntStream.rangeClosed(0, SourceCondition.MAX_NETWORKS)
                        .mapToObj(i -> Network.parse("10.0.0." + i))
                        .toList();
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceCondition(more, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceCondition(List.of(), more));
    }

    private static SourceCondition condition(String text) {
        return new SourceCondition(networks(text, '+'), networks(text, '-'));
    }

    private static List<Network> networks(String text, char sign) {
        return Arrays.stream(text.split(" ", -1))
                .filter(part -> !part.isEmpty() && part.charAt(0) == sign)
                .map(part -> Network.parse(part.substring(1)))
                .toList();
    }
}
