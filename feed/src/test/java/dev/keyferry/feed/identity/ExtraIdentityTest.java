package dev.keyferry.feed.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountNumber;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraIdentityTest {
    private static final IkeDomain DOMAIN = new IkeDomain("ike.example");
    private static final AccountNumber ACCOUNT = new AccountNumber(1001);

    @ParameterizedTest
    @CsvSource({
        "KEYID,site-12",
        "KEYID,*",
        "KEYID,1001_0123456789abcdef0123456789abcde",
        "KEYID,_0123456789abcdef0123456789abcdef",
        "FQDN,router.example",
        "FQDN,notike.example",
        "FQDN,ike.example.org",
        "FQDN,198.51.100.7",
        "EMAIL,ipsec@router.example"
    })
    void mayBeAnIdentityThatNobodyElseHas(IkeIdentity.Type type, String text) {
        assertThat(objection(IkeIdentity.ofText(type, text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "KEYID,1001_0123456789abcdef0123456789abcdef",
        "KEYID,1001_0123456789ABCDEF0123456789abcdef",
        "FQDN,7_0123456789abcdef0123456789abcdef",
        "KEYID,a.ike.example",
        "FQDN,ike.example",
        "FQDN,ike.example.",
        "FQDN,A.IKE.Example",
        "FQDN,branch.1001.custom.ike.example",
        "EMAIL,me@ike.example",
        "EMAIL,ipsec@a.ike.example"
    })
    void isNeverAGeneratedFormNorUnderTheDomain(IkeIdentity.Type type, String text) {
        assertThat(objection(IkeIdentity.ofText(type, text))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "FQDN,*",
        "FQDN,*.example",
        "FQDN,a*b",
        "FQDN,^.*$",
        "EMAIL,*@router.example",
        "EMAIL,^a"
    })
    void isNoWildcard(IkeIdentity.Type type, String text) {
        assertThat(objection(IkeIdentity.ofText(type, text))).isPresent();
    }

    @Test
    void hasNoControlCharacterInAName() {
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.FQDN, "610062"))).isPresent();
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.FQDN, "61627f"))).isPresent();
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.KEYID, "610062"))).isEmpty();
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.FQDN, "6120fc"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.0.0.1",
                "127.9.9.9",
                "224.0.0.1",
                "239.1.1.1",
                "255.255.255.255"
            })
    void isNoAddressThatIsNobodys(String address) {
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.IPV4, hex(address)))).isPresent();
        assertThat(
                        objection(
                                new IkeIdentity(
                                        IkeIdentity.Type.IPV6,
                                        "0".repeat(20) + "ffff" + hex(address))))
                .as("in the clothes of IPv6")
                .isPresent();
        assertThat(objection(IkeIdentity.ofText(IkeIdentity.Type.KEYID, address)))
                .as("as text")
                .isPresent();
    }

    @Test
    void isNoIpv6AddressThatIsNobodys() {
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.IPV6, "0".repeat(32)))).isPresent();
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.IPV6, "0".repeat(31) + "1")))
                .isPresent();
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.IPV6, "ff02" + "0".repeat(27) + "1")))
                .isPresent();
        assertThat(objection(IkeIdentity.ofText(IkeIdentity.Type.FQDN, "::1"))).isPresent();
        assertThat(
                        objection(
                                new IkeIdentity(
                                        IkeIdentity.Type.IPV6, "20010db8" + "0".repeat(23) + "1")))
                .isEmpty();
    }

    @Test
    void mayBeAnAddressOfSomebody() {
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.IPV4, hex("198.51.100.7"))))
                .isEmpty();
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.IPV4, hex("10.0.0.1")))).isEmpty();
    }

    @Test
    void distinguishedNameIsOneWithoutWildcards() {
        String name = "300c310a3008060355040313" + "0161";
        String wildcard = "300c310a3008060355040313" + "012a";

        assertThat(objection(new IkeIdentity(IkeIdentity.Type.DN, name))).isEmpty();
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.DN, wildcard))).isPresent();
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.DN, "3000"))).isPresent();
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.DN, name + "00"))).isPresent();
        assertThat(objection(new IkeIdentity(IkeIdentity.Type.DN, "3080310a30080603550403130161")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "branch.1001.custom.ike.example",
                "BRANCH-7.1001.Custom.IKE.example",
                "7.1001.custom.ike.example"
            })
    void customFqdnIsALabelUnderTheAccountsOwnNumber(String name) {
        assertThat(isCustom(IkeIdentity.Type.FQDN, name)).isTrue();
        assertThat(isCustom(IkeIdentity.Type.EMAIL, name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "branch.1002.custom.ike.example",
                "branch.11001.custom.ike.example",
                "a.branch.1001.custom.ike.example",
                ".1001.custom.ike.example",
                "1001.custom.ike.example",
                "-a.1001.custom.ike.example",
                "a-.1001.custom.ike.example",
                "a_b.1001.custom.ike.example",
                "*.1001.custom.ike.example",
                "branch.1001.ike.example",
                "branch.1001.custom.ike.example.org"
            })
    void otherNamesAreNoCustomFqdn(String name) {
        assertThat(isCustom(IkeIdentity.Type.FQDN, name)).isFalse();
    }

    @Test
    void labelHasAtMost63Characters() {
        String suffix = ExtraIdentity.customSuffix(ACCOUNT, DOMAIN);

        assertThat(isCustom(IkeIdentity.Type.FQDN, "a".repeat(63) + suffix)).isTrue();
        assertThat(isCustom(IkeIdentity.Type.FQDN, "a".repeat(64) + suffix)).isFalse();
    }

    private static boolean isCustom(IkeIdentity.Type type, String name) {
        return ExtraIdentity.isCustom(IkeIdentity.ofText(type, name), ACCOUNT, DOMAIN);
    }

    private static Optional<String> objection(IkeIdentity identity) {
        return ExtraIdentity.objection(identity, DOMAIN);
    }

    private static String hex(String address) {
        return HexFormat.of().formatHex(AddressText.read(address).orElseThrow().getAddress());
    }
}
