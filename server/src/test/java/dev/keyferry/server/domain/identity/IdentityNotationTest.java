package dev.keyferry.server.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.identity.IkeIdentity;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityNotationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ipv4  | 198.51.100.7        | c6336407",
                "ipv6  | 2001:db8::7         | 20010db8000000000000000000000007",
                "fqdn  | Branch-7.example    | 4272616e63682d372e6578616d706c65",
                "email | admin@example       | 61646d696e406578616d706c65",
                "keyid | branch 7            | 6272616e63682037",
                "keyid | a#b                 | 612362",
                "dn    | CN=a                | 300c310a30080603550403130161",
                "keyid | #00ff               | 00ff",
                "keyid | #2361               | 2361",
                "dn    | #300c310a300806035504031b0161 | 300c310a300806035504031b0161"
            })
    void valueIsReadAndWrittenAlike(String type, String value, String hex) {
        IkeIdentity identity = IdentityNotation.read(type(type), value);

        assertThat(identity).isEqualTo(new IkeIdentity(type(type), hex));
        assertThat(IdentityNotation.write(identity)).isEqualTo(value);
        assertThat(IdentityNotation.typeName(identity.type())).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ipv6  | 2001:DB8:0:0::7  | 2001:db8::7",
                "ipv4  | #C6336407        | 198.51.100.7",
                "keyid | #62              | b",
                "dn    | cn=a, o=b        | CN=a,O=b"
            })
    void valueIsWrittenInOneWay(String type, String value, String written) {
        assertThat(IdentityNotation.write(IdentityNotation.read(type(type), value)))
                .isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ipv4  | 2001:db8::7",
                "ipv6  | 198.51.100.7",
                "ipv6  | ::ffff:198.51.100.7",
                "ipv4  | 127.0.0.1",
                "ipv4  | #c63364",
                "ipv4  | router.example",
                "fqdn  | r\u00f6uter",
                "keyid | #0",
                "keyid | #",
                "keyid | #zz",
                "dn    | marker",
                "dn    | marker=a",
                "dn    | #00"
            })
    void refusesOtherValuesWithoutQuotingThem(String type, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdentityNotation.read(type(type), value))
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(value, "marker"));
    }

    @ParameterizedTest
    @EnumSource(names = {"FQDN", "EMAIL", "KEYID"})
    void textHasNoBlanksAtItsEnds(IkeIdentity.Type type) {
        for (String value : new String[] {"", " a", "a ", " ", "a\n", "\ta"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> IdentityNotation.read(type, value));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FQDN", "EMAIL", "KEYID"})
    void textHasAtMost120Characters(IkeIdentity.Type type) {
        assertThat(IdentityNotation.read(type, "a".repeat(120)).bytes()).hasSize(120);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdentityNotation.read(type, "a".repeat(121)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdentityNotation.read(type, "#" + "ab".repeat(121)));
    }

    @Test
    void distinguishedNameHasAtMost120Bytes() {
        String longest = "CN=" + "a".repeat(107);

        assertThat(IdentityNotation.read(IkeIdentity.Type.DN, longest).bytes()).hasSize(120);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdentityNotation.read(IkeIdentity.Type.DN, longest + "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> IdentityNotation.read(IkeIdentity.Type.DN, "CN=" + "a".repeat(510)));
    }

    @ParameterizedTest
    @EnumSource(IkeIdentity.Type.class)
    void everyBytesAreWrittenSoThatTheyAreReadAgain(IkeIdentity.Type type) {
        for (int first = 0; first < 256; first++) {
            IkeIdentity identity = new IkeIdentity(type, bytes(type, first));
            if (type != IkeIdentity.Type.DN) {
                assertThat(IdentityNotation.read(type, IdentityNotation.write(identity)))
                        .isEqualTo(identity);
            }
        }
    }

    @Test
    void typesHaveTheirNames() {
        assertThat(IdentityNotation.type("dn")).contains(IkeIdentity.Type.DN);
        assertThat(IdentityNotation.type("DN")).isEmpty();
        assertThat(IdentityNotation.type("asn1dn")).isEmpty();
    }

    private static String bytes(IkeIdentity.Type type, int first) {
        byte[] bytes =
                switch (type) {
                    case IPV4 -> new byte[4];
                    case IPV6 -> new byte[16];
                    case KEYID, FQDN, EMAIL, DN -> "ab".getBytes(StandardCharsets.US_ASCII);
                };
        bytes[0] = (byte) first;
        return HexFormat.of().formatHex(bytes);
    }

    private static IkeIdentity.Type type(String name) {
        return IdentityNotation.type(name).orElseThrow();
    }
}
