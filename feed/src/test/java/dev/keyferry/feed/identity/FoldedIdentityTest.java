package dev.keyferry.feed.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FoldedIdentityTest {
    private static final String PRINTABLE_A = "300c310a30080603550403130141";
    private static final String PRINTABLE_LOWER_A = "300c310a30080603550403130161";
    private static final String UTF8_A = "300c310a300806035504030c0141";
    private static final String PRINTABLE_B = "300c310a30080603550403130142";
    private static final String ORGANIZATION_A = "300c310a30080603550" + "40a130141";

    @ParameterizedTest
    @EnumSource(names = {"FQDN", "EMAIL"})
    void namesDifferInMoreThanCase(IkeIdentity.Type type) {
        assertThat(text(type, "Router.Example")).isEqualTo(text(type, "rOUTER.eXAMPLE"));
        assertThat(text(type, "router.example")).isNotEqualTo(text(type, "router.example."));
    }

    @Test
    void keyIdsAreLiteral() {
        assertThat(text(IkeIdentity.Type.KEYID, "Router"))
                .isNotEqualTo(text(IkeIdentity.Type.KEYID, "router"));
        assertThat(text(IkeIdentity.Type.KEYID, "router"))
                .isEqualTo(text(IkeIdentity.Type.KEYID, "router"));
    }

    @Test
    void typesStayApart() {
        assertThat(text(IkeIdentity.Type.FQDN, "router"))
                .isNotEqualTo(text(IkeIdentity.Type.EMAIL, "router"));
    }

    @Test
    void distinguishedNamesDifferInMoreThanCaseAndKindOfString() {
        assertThat(name(PRINTABLE_A)).isEqualTo(name(PRINTABLE_LOWER_A)).isEqualTo(name(UTF8_A));
        assertThat(name(PRINTABLE_A))
                .isNotEqualTo(name(PRINTABLE_B))
                .isNotEqualTo(name(ORGANIZATION_A));
    }

    @Test
    void whatIsNoNameIsLiteral() {
        assertThat(name("41")).isNotEqualTo(name("61"));
    }

    private static FoldedIdentity text(IkeIdentity.Type type, String text) {
        return FoldedIdentity.of(IkeIdentity.ofText(type, text));
    }

    private static FoldedIdentity name(String hex) {
        return FoldedIdentity.of(new IkeIdentity(IkeIdentity.Type.DN, hex));
    }
}
