package dev.keyferry.app.swanctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Tunnel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SwanctlConnectionTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @Test
    void namesBothSidesLiterally() {
        assertThat(text(PeerIdentity.KEYID, "branch-7", "10.252.0.0/31"))
                .contains("version = 2")
                .contains("id = \"203.0.113.1\"")
                .contains("id = \"keyid:#31325f\"")
                .contains("remote_addrs = 198.51.100.7")
                .doesNotContain("%any")
                .doesNotContain("*");
    }

    @ParameterizedTest
    @CsvSource({"keyid,keyid:#31325f", "fqdn,fqdn:#742e31322e78", "email,email:#6940742e31322e78"})
    void givesEachIdentityAsHex(PeerIdentity peer, String expected) {
        assertThat(text(peer, "a", "10.252.0.0/31")).contains("id = \"" + expected + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "10.252.0.0/31,10.252.0.0,10.252.0.1",
        "10.252.0.3/31,10.252.0.3,10.252.0.2",
        "10.252.0.1/30,10.252.0.1,10.252.0.2",
        "10.252.0.2/30,10.252.0.2,10.252.0.1",
        "10.252.0.1/24,dynamic,dynamic",
        "fd00::/127,dynamic,dynamic"
    })
    void reachesTheInnerAddressesUnlessNetworksAreGiven(
            String interfaceAddress, String local, String remote) {
        assertThat(text(PeerIdentity.KEYID, "a", interfaceAddress))
                .contains(" local_ts = " + local + "\n")
                .contains(" remote_ts = " + remote + "\n");
    }

    @Test
    void aNameWithADotIsNoSection() {
        assertThat(text(PeerIdentity.KEYID, "branch.7", "10.252.0.0/31"))
                .contains("    " + ID + " {")
                .doesNotContain("branch.7 {");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%any", "*", "*.example.net", "a\"b", "a\nb", ""})
    void refusesALocalIdentityThatIsNotLiteral(String localId) {
        assertThatThrownBy(() -> connection(Optional.of(localId), List.of()))
                .isInstanceOf(Failure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0\n}", "a b", "", "10.0.0.0/8[tcp]"})
    void refusesWhatIsNoTrafficSelector(String selector) {
        assertThatThrownBy(() -> connection(Optional.empty(), List.of(selector)))
                .isInstanceOf(Failure.class);
    }

    private static SwanctlConnection connection(Optional<String> localId, List<String> localTs) {
        return new SwanctlConnection(
                tunnel("a", "10.252.0.0/31"), PeerIdentity.KEYID, localId, localTs, List.of());
    }

    private static String text(PeerIdentity peer, String name, String interfaceAddress) {
        return new SwanctlConnection(
                        tunnel(name, interfaceAddress),
                        peer,
                        Optional.empty(),
                        List.of(),
                        List.of())
                .text();
    }

    private static Tunnel tunnel(String name, String interfaceAddress) {
        return new Tunnel(
                new JsonMapper()
                        .readTree(
                                """
                                {"id": "%s", "name": "%s", "cloudflare_endpoint": "203.0.113.1",
                                 "customer_endpoint": "198.51.100.7", "interface_address": "%s",
                                 "remote_identities": {"hex_id": "31325f", "fqdn_id": "t.12.x",
                                                       "user_id": "i@t.12.x"}}
                                """
                                        .formatted(ID, name, interfaceAddress)));
    }
}
