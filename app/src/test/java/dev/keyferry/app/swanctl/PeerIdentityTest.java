package dev.keyferry.app.swanctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.feed.identity.IkeIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PeerIdentityTest {
    private static final Tunnel OURS = tunnel("");
    private static final Tunnel ADOPTED =
            tunnel(
                    """
                    , "keyferry": {"identities": [{"type": "fqdn", "value": "branch-7.example"},
                                                  {"type": "ipv4", "value": "198.51.100.7"}]}
                    """);
    private static final IkeIdentity FIRST =
            IkeIdentity.ofText(IkeIdentity.Type.FQDN, "branch-7.example");
    private static final IkeIdentity SECOND = new IkeIdentity(IkeIdentity.Type.IPV4, "c6336407");
    private static final IkeIdentity GENERATED = new IkeIdentity(IkeIdentity.Type.KEYID, "31325f");

    @Test
    void whatTheTunnelWasGivenComesBeforeWhatWasGenerated() {
        assertThat(PeerIdentity.DEFAULT.identity(OURS)).isEqualTo(GENERATED);
        assertThat(PeerIdentity.DEFAULT.identity(ADOPTED)).isEqualTo(FIRST);
        assertThat(PeerIdentity.parse("explicit").identity(ADOPTED)).isEqualTo(FIRST);
        assertThat(PeerIdentity.parse("keyid").identity(ADOPTED)).isEqualTo(GENERATED);
    }

    @Test
    void oneOfSeveralIsNamed() {
        assertThat(PeerIdentity.parse("ipv4:198.51.100.7").identity(ADOPTED)).isEqualTo(SECOND);
        assertThat(PeerIdentity.parse("ipv4:#c6336407").identity(ADOPTED)).isEqualTo(SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"explicit", "fqdn:branch-8.example"})
    void aTunnelWithoutItIsRefused(String choice) {
        assertThatThrownBy(() -> PeerIdentity.parse(choice).identity(OURS))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "", "name:x", "ipv4:300.1.1.1", "fqdn:"})
    void whatIsNoChoiceIsRefused(String text) {
        assertThatThrownBy(() -> PeerIdentity.parse(text))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
    }

    private static Tunnel tunnel(String more) {
        return new Tunnel(
                new JsonMapper()
                        .readTree(
                                """
                                {"name": "branch-7", "remote_identities":
                                    {"hex_id": "31325f", "fqdn_id": "t.12.x", "user_id": "i@t.x"}%s}
                                """
                                        .formatted(more)));
    }
}
