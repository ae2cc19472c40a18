package dev.keyferry.app.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharonIdTextTest {
    @ParameterizedTest
    @CsvSource({
        "branch-7, FQDN, 6272616e63682d37",
        "branch-7.example, FQDN, 6272616e63682d372e6578616d706c65",
        "@b7, FQDN, 6237",
        "fqdn:b7, FQDN, 6237",
        "DNS:b7, FQDN, 6237",
        "keyid:b7, KEYID, 6237",
        "keyid:#0AFF, KEYID, 0aff",
        "keyid:#2a, KEYID, 2a",
        "fqdn:#622a, FQDN, 622a",
        "keyid:%any, KEYID, 25616e79",
        "@#0a:ff, KEYID, 0aff",
        "@#aff, KEYID, 0aff",
        "a@b, EMAIL, 614062",
        "@@b, EMAIL, 62",
        "userfqdn:a@b, EMAIL, 614062",
        "198.51.100.7, IPV4, c6336407",
        "ipv4:#c6336407, IPV4, c6336407",
        "2001:db8::1, IPV6, 20010db8000000000000000000000001",
        "no:address, KEYID, 6e6f3a61646472657373",
        "198.51.100, FQDN, 3139382e35312e313030",
        "{11}:b7, KEYID, 6237",
        "X=y, KEYID, 583d79"
    })
    void readsOneIdentityAsCharonDoes(String text, String type, String hex) {
        CharonId id = CharonIdText.read(text);
        assertThat(id).isInstanceOf(CharonId.Literal.class);
        assertThat(((CharonId.Literal) id).identity().type()).hasToString(type);
        assertThat(((CharonId.Literal) id).identity().hex()).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%any", "%any6", "0.0.0.0", "*", "::", "0::0"})
    void readsAny(String text) {
        assertThat(CharonIdText.read(text)).isInstanceOf(CharonId.Any.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.example",
                "*@example",
                "fqdn:^.*$",
                "198.51.100.0/24",
                "198.51.100.1-198.51.100.9",
                "2001:db8::/64",
                "ipv4net:198.51.100.0/24",
                "C=CH, CN=*",
                "fqdn:#2a",
                "fqdn:#2a2e6578616d706c65",
                "@@*",
                "email:#2a406578",
                "{2}:#2a",
                "asn1dn:#300c310a300806035504030c012a"
            })
    void readsWhatStandsForSeveral(String text) {
        assertThat(CharonIdText.read(text)).isInstanceOf(CharonId.Pattern.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ipv4:198.51.100.7",
                "keyid:",
                "keyid:#xy",
                "asn1dn:CN=a",
                "uri:a",
                "{4}:#00",
                "CN=a, SN=1",
                "ipv4:#c63364"
            })
    void findsWhatNoTunnelCanHave(String text) {
        assertThat(CharonIdText.read(text)).isInstanceOf(CharonId.Unusable.class);
    }

    @Test
    void anIdentityMayHaveOneHundredAndTwentyBytes() {
        assertThat(CharonIdText.read("a".repeat(120))).isInstanceOf(CharonId.Literal.class);
        assertThat(CharonIdText.read("a".repeat(121))).isInstanceOf(CharonId.Unusable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C=CH, O=Acme, CN=branch 7|CN=branch 7,O=Acme,C=CH",
                "/C=CH/O=Acme, Inc./CN=b|CN=b,O=\"Acme, Inc.\",C=CH",
                "cn=b7 , ou = a b|OU=a b,CN=b7",
                "CN=b_7|CN=b_7",
                "DC=example,UID=x|UID=x,DC=example"
            })
    void namesAreEncodedAsTheJdkDoes(String charons, String jdks) {
        CharonId id = CharonIdText.read(charons);
        byte[] der = ((CharonId.Literal) id).identity().bytes();
        assertThat(new X500Principal(der).getName()).isEqualTo(new X500Principal(jdks).getName());
        assertThat(der).hasSameSizeAs(new X500Principal(jdks).getEncoded());
    }
}
