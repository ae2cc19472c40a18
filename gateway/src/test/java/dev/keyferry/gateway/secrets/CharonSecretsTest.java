package dev.keyferry.gateway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 2: owners are literal. */
final class CharonSecretsTest {
    private static final TestEdge EDGE = new TestEdge();

    @Test
    void ownersAreTheIdentitiesByteByByteWhateverTheirType() {
        KeyRecord record =
                EDGE.key(
                        1,
                        EDGE.binding(
                                TestTunnel.of(1),
                                1,
                                List.of(
                                        IkeIdentity.ofText(IkeIdentity.Type.KEYID, "%any"),
                                        IkeIdentity.ofText(IkeIdentity.Type.FQDN, "*"),
                                        IkeIdentity.ofText(IkeIdentity.Type.EMAIL, "a@b"),
                                        new IkeIdentity(IkeIdentity.Type.IPV4, "c6120002"),
                                        new IkeIdentity(IkeIdentity.Type.DN, "3000"))),
                        "a key");

        assertThat(CharonSecrets.owners(record))
                .containsExactly(
                        "keyid:#25616e79",
                        "fqdn:#2a",
                        "email:#614062",
                        "ipv4:#c6120002",
                        "asn1dn:#3000");
    }
}
