package dev.keyferry.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.identity.IkeIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The right column is what a charon prints. */
class PeerNamesTest {
    private static final String CN_BRANCH_O_ACME =
            "3020310d300b060355040a130441636d65310f300d06035504031306427261" + "6e6368";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IPV4  | 0a090807 | 10.9.8.7",
                "IPV6  | 20010db8000000000000000000000007 | 2001:db8::7",
                "FQDN  | 41622e63 | aB.c",
                "FQDN  | 61fc62   | a?b",
                "EMAIL | 614062   | a@b",
                "KEYID | 616263   | abc",
                "KEYID | 00ff2a   | 00:ff:2a",
                "DN    | " + CN_BRANCH_O_ACME + " | O=Acme, CN=Branch",
            })
    void peerIsKnownByWhatIsPrinted(IkeIdentity.Type type, String hex, String printed) {
        PeerNames names = names(type, hex);

        assertThat(names.has(printed)).isTrue();
        assertThat(names.has(printed + "x")).isFalse();
    }

    @Test
    void nameInAnotherOrderIsAnother() {
        assertThat(names(IkeIdentity.Type.DN, CN_BRANCH_O_ACME).has("CN=Branch, O=Acme")).isFalse();
    }

    private static PeerNames names(IkeIdentity.Type type, String hex) {
        PeerNames names = new PeerNames();
        names.add(new IkeIdentity(type, hex));
        return names;
    }
}
