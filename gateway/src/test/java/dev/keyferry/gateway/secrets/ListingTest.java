package dev.keyferry.gateway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListingTest {
    private static final SecretIds IDS = new SecretIds(TestEdge.DEPLOYMENT);

    @Test
    void tellsOursFromOthers() {
        TestTunnel tunnel = TestTunnel.of(1);
        Listing listing =
                Listing.of(
                        List.of(
                                "theirs",
                                IDS.of(tunnel.id()),
                                "kf/abcd1234/not an id",
                                "kf/abcd1235/" + tunnel.id(),
                                "kf/abcd1234",
                                ""),
                        IDS);

        assertThat(listing.tunnels()).containsExactly(tunnel.id());
        assertThat(listing.strays()).containsExactly("kf/abcd1234/not an id");
        assertThat(listing.foreign()).isEqualTo(4);
        assertThat(listing.foreignBytes()).isEqualTo(4 * 3 + 6 + 44 + 11);
    }

    @Test
    void idsOfOursAreCountedAsTheReplyHasThem() {
        assertThat(IDS.of(TestTunnel.of(1).id())).hasSize(IDS.listedBytes() - 3);
    }
}
