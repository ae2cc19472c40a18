package dev.keyferry.feed.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.TunnelId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IkeIdentityTest {
    /** charon cuts an owner behind this many characters without a word. */
    private static final int CHARON_OWNER_CHARACTERS = 255;

    @ParameterizedTest
    @EnumSource(IkeIdentity.Type.class)
    void longestOwnerIsNotCutByCharon(IkeIdentity.Type type) {
        String owner = type.charonName() + ":#" + "ab".repeat(IkeIdentity.MAX_BYTES);

        assertThat(owner.length()).isLessThanOrEqualTo(CHARON_OWNER_CHARACTERS);
    }

    @Test
    void typesHaveCharonsNames() {
        assertThat(IkeIdentity.Type.values())
                .extracting(IkeIdentity.Type::charonName)
                .containsExactly("keyid", "fqdn", "email", "ipv4", "ipv6", "asn1dn");
    }

    @ParameterizedTest
    @EnumSource(names = {"KEYID", "FQDN", "EMAIL", "DN"})
    void identityHas1To120Bytes(IkeIdentity.Type type) {
        assertThat(new IkeIdentity(type, "00").bytes()).containsExactly(0);
        assertThat(new IkeIdentity(type, "ab".repeat(120)).bytes()).hasSize(120);
        refuses(type, "");
        refuses(type, "ab".repeat(121));
    }

    @Test
    void identityOfAnAddressHasItsLength() {
        assertThat(new IkeIdentity(IkeIdentity.Type.IPV4, "c6120002").bytes()).hasSize(4);
        assertThat(new IkeIdentity(IkeIdentity.Type.IPV6, "ab".repeat(16)).bytes()).hasSize(16);
        Stream.of(1, 3, 5, 16).forEach(bytes -> refuses(IkeIdentity.Type.IPV4, "ab".repeat(bytes)));
        Stream.of(4, 15, 17).forEach(bytes -> refuses(IkeIdentity.Type.IPV6, "ab".repeat(bytes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "abc", "AB", "g0", " a", "a*", "%any"})
    void identityIsWholeBytesInLowerCaseHexadecimal(String refused) {
        refuses(IkeIdentity.Type.KEYID, refused);
    }

    @Test
    void textThatCharonWouldInterpretIsHeldLiterally() {
        assertThat(IkeIdentity.ofText(IkeIdentity.Type.FQDN, "*").hex()).isEqualTo("2a");
        assertThat(IkeIdentity.ofText(IkeIdentity.Type.KEYID, "%any").hex()).isEqualTo("25616e79");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IkeIdentity.ofText(IkeIdentity.Type.FQDN, "\u00fc"));
    }

    @Test
    void everyTunnelIdentityFitsUnderTheLongestDomainAndNumber() {
        var domain = new IkeDomain("a".repeat(63) + ".bcde");
        var tunnel = new TunnelId("f".repeat(TunnelId.DIGITS));
        var number = new AccountNumber(AccountNumber.MAX);

        assertThat(GeneratedIdentities.of(number, tunnel, domain).all())
                .hasSize(3)
                .last()
                .satisfies(id -> assertThat(id.bytes()).hasSize(IkeIdentity.MAX_BYTES));
    }

    private static void refuses(IkeIdentity.Type type, String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> new IkeIdentity(type, hex));
    }
}
