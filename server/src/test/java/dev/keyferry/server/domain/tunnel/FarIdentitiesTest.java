package dev.keyferry.server.domain.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FarIdentitiesTest {
    private static final IkeDomain DOMAIN = new IkeDomain("ike.example");
    private static final AccountNumber ACCOUNT = new AccountNumber(1001);

    @Test
    void explicitIdentitiesComeInOrder() {
        FarIdentities far = FarIdentities.of(Optional.empty(), List.of(keyId("b"), keyId("a")));

        assertThat(far.explicit()).containsExactly(keyId("a"), keyId("b"));
        assertThat(far.isEmpty()).isFalse();
        assertThat(FarIdentities.NONE.isEmpty()).isTrue();
    }

    @Test
    void noExplicitIdentityComesTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> FarIdentities.of(Optional.empty(), List.of(keyId("a"), keyId("a"))));
    }

    @Test
    void allIdentitiesOfATunnelFitIntoABinding() {
        int max = FarIdentities.MAX_EXPLICIT;
        GeneratedIdentities generated =
                GeneratedIdentities.of(ACCOUNT, new TunnelId("a".repeat(32)), DOMAIN);

        assertThat(FarIdentities.of(Optional.empty(), some(max)).explicit()).hasSize(max);
        assertThat(generated.all().size() + 1 + max).isEqualTo(KeyBinding.MAX_IDENTITIES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FarIdentities.of(Optional.empty(), some(max + 1)));
    }

    @Test
    void customFqdnIsOfOneAccount() {
        CustomFqdn name = new CustomFqdn("Branch.1001.custom.ike.example");

        assertThat(name.isOf(ACCOUNT, DOMAIN)).isTrue();
        assertThat(name.isOf(new AccountNumber(1), DOMAIN)).isFalse();
        assertThat(name.isOf(ACCOUNT, IkeDomain.DEFAULT)).isFalse();
        assertThat(name.identity())
                .isEqualTo(IkeIdentity.ofText(IkeIdentity.Type.FQDN, name.value()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a..b", ".a.b", "a.b.", "a_b.c", "*.a", "a b.c", "\u00fc.a"})
    void customFqdnIsAHostName(String refused) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CustomFqdn(refused));
    }

    @Test
    void customFqdnHasAtMost120Characters() {
        String label = "a".repeat(59);

        assertThat(new CustomFqdn(label + "." + label + "b").value()).hasSize(120);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustomFqdn(label + "." + label + "bc"));
    }

    private static List<IkeIdentity> some(int count) {
        return IntStream.range(0, count).mapToObj(i -> keyId("site-" + i)).toList();
    }

    private static IkeIdentity keyId(String text) {
        return IkeIdentity.ofText(IkeIdentity.Type.KEYID, text);
    }
}
