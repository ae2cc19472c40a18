package dev.keyferry.server.domain.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.address.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.1, 203.0.113.1",
        "0.0.0.1, 0.0.0.1",
        "2001:DB8::1, 2001:db8::1",
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:0:1:0:0:0, 2001:db8:0:0:1::",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1::, 1::",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    })
    void spellsAnAddressInOneWay(String given, String normal) {
        assertThat(new IpAddress(given).value()).isEqualTo(normal);
        assertThat(new IpAddress(normal)).isEqualTo(new IpAddress(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "203.0.113",
                "203.0.113.1.",
                "203.0.113.256",
                "203.0.113.01",
                "0x7f.1",
                "3405803777",
                "203.0.113.1/32",
                " 203.0.113.1",
                "203.0.113.1\n",
                "fe80::1%eth0",
                "[2001:db8::1]",
                "2001:db8::1::2",
                "2001:db8",
                "12345::",
                "::ffff:203.0.113.1",
                "0.0.0.0",
                "::",
                "127.0.0.1",
                "::1",
                "224.0.0.1",
                "ff02::1",
                "255.255.255.255",
            })
    void refusesWhatNoTunnelEndsAt(String given) {
        assertThatThrownBy(() -> new IpAddress(given)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/31",
                "10.255.255.255/31",
                "172.16.0.1/30",
                "172.31.255.254/30",
                "192.168.1.2/30",
                "169.254.240.0/31",
                "169.254.255.255/31",
            })
    void acceptsHostsOfSmallPrivateNetworks(String given) {
        assertThat(new InterfaceAddress(given).value()).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/30",
                "10.0.0.3/30",
                "10.0.0.1/29",
                "10.0.0.1/32",
                "10.0.0.1",
                "9.255.255.255/31",
                "11.0.0.0/31",
                "172.15.255.255/31",
                "172.32.0.0/31",
                "192.169.0.0/31",
                "169.254.239.255/31",
                "203.0.113.1/31",
                "10.0.0.1/31 ",
                "10.0.0.256/31",
            })
    void refusesOtherInterfaceAddresses(String given) {
        assertThatThrownBy(() -> new InterfaceAddress(given))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1:200/127, 2001:db8::1:200/127",
        "2606:54C1:7:0:A9FE:12D2:1:200/127, 2606:54c1:7:0:a9fe:12d2:1:200/127",
        "fd00:0:0:0:0:0:0:0/127, fd00::/127",
    })
    void acceptsTheFirstAddressOfASmallIpv6Network(String given, String normal) {
        assertThat(new InterfaceAddress6(given).value()).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/127",
                "2001:db8::1/127",
                "2001:db8::2",
                "2001:db8::2/126",
                "2001:db8::2/128",
                "2001:db8::2/127 ",
                "10.0.0.0/127",
                "::/127",
                "ff02::2/127",
            })
    void refusesOtherIpv6InterfaceAddresses(String given) {
        assertThatThrownBy(() -> new InterfaceAddress6(given))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreAsLongAsTheySayAndNeverLookLikeIds() {
        assertThat(new TunnelName("a".repeat(TunnelName.MAX_LENGTH))).isNotNull();
        assertThat(new TunnelName("A.b_c-9")).isNotNull();
        assertThat(new TunnelName("a".repeat(33))).isNotNull();
        String[] refused = {
            "",
            "-a",
            ".a",
            "_a",
            "a b",
            "ä",
            "a/b",
            "a\n",
            "A".repeat(32),
            "0".repeat(32),
            "a".repeat(TunnelName.MAX_LENGTH + 1)
        };
        for (String name : refused) {
            assertThatThrownBy(() -> new TunnelName(name))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void textHasLimitsAndNoControlCharacters() {
        assertThat(new Description("ü\n\t" + "x".repeat(Description.MAX_LENGTH - 3))).isNotNull();
        assertThat(new AccountName("ü".repeat(AccountName.MAX_LENGTH))).isNotNull();
        assertRefused(() -> new Description("x".repeat(Description.MAX_LENGTH + 1)));
        assertRefused(() -> new Description("\u0007"));
        assertRefused(() -> new Description("\ud800"));
        assertRefused(() -> new AccountName("x".repeat(AccountName.MAX_LENGTH + 1)));
        assertRefused(() -> new AccountName(" "));
        assertRefused(() -> new AccountName("a\nb"));
    }

    private static void assertRefused(Runnable make) {
        assertThatThrownBy(make::run).isInstanceOf(IllegalArgumentException.class);
    }
}
