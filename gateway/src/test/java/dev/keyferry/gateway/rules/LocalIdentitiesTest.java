package dev.keyferry.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.gateway.rules.Connection.Round;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 3, for every type of identity, generated or not. */
final class LocalIdentitiesTest {
    private static final LocalIdentities LOCAL =
            new LocalIdentities(
                    List.of(
                            connection("Gw.Example", "198.18.0.1", "2001:db8::7", "host.example"),
                            connection("*.wild.example", "10.0.0.0/8", "10.1.0.1-10.1.0.9"),
                            connection("01:02:ff", "%any"),
                            connection("203.0.113.9", "%any6"),
                            connection("%any", "0.0.0.0")));

    @ParameterizedTest
    @CsvSource({
        "FQDN, gw.example",
        "FQDN, GW.EXAMPLE",
        "KEYID, gw.example",
        "EMAIL, gw.example",
        "FQDN, host.example",
        "FQDN, a.wild.example",
        "FQDN, a.b.Wild.example",
        "KEYID, 198.18.0.1",
        "KEYID, 203.0.113.9",
        "FQDN, 2001:DB8:0:0:0:0:0:7",
    })
    void textThatIsOrIsMatchedByALocalNameIsReserved(IkeIdentity.Type type, String text) {
        assertThat(LOCAL.reserves(IkeIdentity.ofText(type, text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "FQDN, gw.example.org",
        "FQDN, xgw.example",
        "FQDN, wild.example",
        "FQDN, 10.2.3.4",
        "KEYID, 10.1.0.5",
        "KEYID, %any",
        "KEYID, 1001_abc",
        "EMAIL, ipsec@tunnel.example",
        "FQDN, 0.0.0.0",
    })
    void otherTextIsFree(IkeIdentity.Type type, String text) {
        assertThat(LOCAL.reserves(IkeIdentity.ofText(type, text))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "IPV4, c6120001, true",
        "IPV4, cb007109, true",
        "IPV4, c6120002, false",
        "IPV4, 0a000001, false",
        "IPV6, 20010db8000000000000000000000007, true",
        "IPV6, 20010db8000000000000000000000008, false",
        "KEYID, 0102ff, true",
        "KEYID, 0102fe, false",
        "DN, 3000, false",
    })
    void bytesAreCompared(IkeIdentity.Type type, String hex, boolean isReserved) {
        assertThat(LOCAL.reserves(new IkeIdentity(type, hex))).isEqualTo(isReserved);
    }

    @Test
    void noDistinguishedNameIsFreeBesideALocalOne() {
        LocalIdentities local = new LocalIdentities(List.of(connection("C=CH, CN=gw", "%any")));

        assertThat(local.reserves(new IkeIdentity(IkeIdentity.Type.DN, "3000"))).isTrue();
    }

    @Test
    void nothingIsReservedWithoutConnections() {
        assertThat(
                        new LocalIdentities(List.of())
                                .reserves(IkeIdentity.ofText(IkeIdentity.Type.FQDN, "a")))
                .isFalse();
    }

    private static Connection connection(String localId, String... addresses) {
        return new Connection(
                "c",
                "IKEv2",
                Arrays.asList(addresses),
                List.of(new Round(Optional.of("public key"), Optional.of(localId))),
                List.of());
    }
}
