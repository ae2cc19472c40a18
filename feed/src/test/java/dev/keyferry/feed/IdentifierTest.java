package dev.keyferry.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeDomain;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    private static final String HEX = "0123456789abcdef0123456789abcdef";

    static Stream<Function<String, Object>> hexIdentifiers() {
        return Stream.of(
                AccountId::new,
                TunnelId::new,
                Epoch::new,
                SessionId::new,
                DataKeyId::new,
                EdgeKeyId::new);
    }

    static Stream<Function<String, Object>> names() {
        return Stream.of(EdgeId::new, GatewayName::new);
    }

    @ParameterizedTest
    @MethodSource("hexIdentifiers")
    void hexIdentifierIsExactly32LowerCaseDigits(Function<String, Object> make) {
        assertThat(make.apply(HEX)).hasToString(HEX);
        refuses(make, HEX.substring(1));
        refuses(make, HEX + "0");
        refuses(make, HEX.replace('a', 'A'));
        refuses(make, HEX.replace('0', 'g'));
        refuses(make, HEX.replace('0', '\u0660'));
        refuses(make, "");
    }

    @ParameterizedTest
    @MethodSource("names")
    void nameHasAtMost63LettersDigitsAndInnerHyphens(Function<String, Object> make) {
        assertThat(make.apply("a")).hasToString("a");
        assertThat(make.apply("0-a")).hasToString("0-a");
        assertThat(make.apply("a".repeat(63))).hasToString("a".repeat(63));
        refuses(make, "a".repeat(64));
        refuses(make, "");
        refuses(make, "-a");
        refuses(make, "a-");
        refuses(make, "A");
        refuses(make, "a.b");
        refuses(make, "a\n");
    }

    @Test
    void constantsAreValid() {
        assertThat(EdgeId.DEFAULT).hasToString("default");
        assertThat(GatewayName.LOCAL).hasToString("local");
        assertThat(IkeDomain.DEFAULT).hasToString("ipsec.keyferry.internal");
        assertThat(EdgeId.MAX_LENGTH).isEqualTo(63);
    }

    @Test
    void identifiersAscendByTheirTextAndNumbersByTheirValue() {
        String higher = HEX.replace('0', '1');
        ascend(new AccountId(HEX), new AccountId(higher));
        ascend(new TunnelId(HEX), new TunnelId(higher));
        ascend(new Epoch(HEX), new Epoch(higher));
        ascend(new SessionId(HEX), new SessionId(higher));
        ascend(new DataKeyId(HEX), new DataKeyId(higher));
        ascend(new EdgeKeyId(HEX), new EdgeKeyId(higher));
        ascend(new EdgeId("a"), new EdgeId("b"));
        ascend(new GatewayName("a"), new GatewayName("b"));
        ascend(new Revision(9), new Revision(10));
        ascend(new PskVersion(9), new PskVersion(10));
    }

    @Test
    void deploymentIdHasExactly8LettersAndDigits() {
        assertThat(new DeploymentId("a1b2c3d4")).hasToString("a1b2c3d4");
        refuses(DeploymentId::new, "a1b2c3d");
        refuses(DeploymentId::new, "a1b2c3d45");
        refuses(DeploymentId::new, "A1b2c3d4");
        refuses(DeploymentId::new, "a1b2/3d4");
    }

    @Test
    void accountNumberIsFrom1ToTwelveDigits() {
        assertThat(new AccountNumber(1)).hasToString("1");
        assertThat(new AccountNumber(AccountNumber.MAX).toString())
                .isEqualTo("999999999999")
                .hasSize(AccountNumber.MAX_DIGITS);
        refuses(AccountNumber::new, 0L);
        refuses(AccountNumber::new, -1L);
        refuses(AccountNumber::new, AccountNumber.MAX + 1);
    }

    @Test
    void versionStartsAt1AndRevisionAt0() {
        assertThat(PskVersion.FIRST.next().isAfter(PskVersion.FIRST)).isTrue();
        assertThat(PskVersion.FIRST.isAfter(PskVersion.FIRST)).isFalse();
        assertThat(Revision.NONE.next()).isEqualTo(new Revision(1));
        refuses(PskVersion::new, 0L);
        refuses(Revision::new, -1L);
    }

    @Test
    void ikeDomainHasAtMost68CharactersInLabelsOf63() {
        String longest = "a".repeat(63) + ".bcde";
        assertThat(longest).hasSize(IkeDomain.MAX_LENGTH);
        assertThat(new IkeDomain(longest)).hasToString(longest);
        refuses(IkeDomain::new, longest + "f");
        refuses(IkeDomain::new, "a".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "-a", "a-", "A.b", "a_b", "*.a", "a b"})
    void ikeDomainIsALowerCaseHostName(String refused) {
        refuses(IkeDomain::new, refused);
    }

    private static <T extends Comparable<T>> void ascend(T lower, T higher) {
        assertThat(lower).isLessThan(higher).isEqualByComparingTo(lower);
        assertThat(higher).isGreaterThan(lower);
    }

    private static <T> void refuses(Function<T, Object> make, T value) {
        assertThatIllegalArgumentException().isThrownBy(() -> make.apply(value));
    }
}
