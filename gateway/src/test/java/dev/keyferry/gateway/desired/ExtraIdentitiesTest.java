package dev.keyferry.gateway.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Identities beside the generated ones: whose they may be, and that they are one tunnel's. */
class ExtraIdentitiesTest extends DesiredCase {
    private static final IkeIdentity X = IkeIdentity.ofText(IkeIdentity.Type.FQDN, "x.example");
    private static final IkeIdentity X_CAPITAL =
            IkeIdentity.ofText(IkeIdentity.Type.FQDN, "X.Example");
    private static final IkeIdentity X_AS_KEY_ID =
            IkeIdentity.ofText(IkeIdentity.Type.KEYID, "x.EXAMPLE");
    private static final IkeIdentity Y = IkeIdentity.ofText(IkeIdentity.Type.KEYID, "y");
    private static final TestTunnel THIRD = TestTunnel.of(3);

    @Test
    void takesAnExplicitIdentityAndACustomFqdnOfItsOwnAccount() {
        String custom = "branch." + TUNNEL.accountNumber() + ".custom." + IkeDomain.DEFAULT;
        take(key(1, TUNNEL, 1, X, IkeIdentity.ofText(IkeIdentity.Type.FQDN, custom)));

        assertVersion(1);
        restart();
        assertVersion(1);
    }

    @Test
    void refusesWhatIsNobodysToHave() {
        String custom = "branch." + OTHER.accountNumber() + ".custom." + IkeDomain.DEFAULT;
        List<IkeIdentity> refused =
                List.of(
                        OTHER.identities().all().getFirst(),
                        OTHER.identities().all().getLast(),
                        IkeIdentity.ofText(IkeIdentity.Type.KEYID, "1_" + "0".repeat(32)),
                        IkeIdentity.ofText(IkeIdentity.Type.FQDN, custom),
                        IkeIdentity.ofText(IkeIdentity.Type.FQDN, "a." + IkeDomain.DEFAULT),
                        IkeIdentity.ofText(IkeIdentity.Type.FQDN, "*.example"),
                        new IkeIdentity(IkeIdentity.Type.IPV4, "7f000001"),
                        new IkeIdentity(IkeIdentity.Type.IPV4, "00000000"),
                        new IkeIdentity(IkeIdentity.Type.IPV4, "e0000001"));
        for (int i = 0; i < refused.size(); i++) {
            take(key(1 + i, TUNNEL, 1, refused.get(i)));

            assertThat(desired.of(TUNNEL.id())).as("%s", refused.get(i)).isEmpty();
            assertRefused(1, "nobody's");
        }
    }

    @Test
    void takesOneTextInSeveralTypes() {
        take(key(1, TUNNEL, 1, X, X_CAPITAL, X_AS_KEY_ID));

        assertVersion(1);
        assertThat(report().exceptions()).isEmpty();
    }

    @Test
    void textOfAnotherTunnelsIdentityIsTakenInEveryType() {
        take(key(1, TUNNEL, 1, X));
        take(key(2, OTHER, 1, X_AS_KEY_ID));

        assertThat(desired.of(OTHER.id())).isEmpty();
        assertTaken(OTHER, 1);
    }

    @Test
    void laterClaimIsAnExceptionUntilTheIdentityIsFree() {
        take(key(1, TUNNEL, 1, X));
        take(key(2, OTHER, 1, X_CAPITAL));
        assertThat(desired.of(OTHER.id())).isEmpty();
        assertTaken(OTHER, 1);

        take(edge.gone(3, TUNNEL, 2));

        assertThat(isLive(OTHER)).isTrue();
        assertThat(report().exceptions()).isEmpty();
        assertThat(changes.getLast().tunnels()).containsExactlyInAnyOrder(TUNNEL.id(), OTHER.id());
    }

    @Test
    void newerRecordOfTheOwnerKeepsTheIdentity() {
        take(key(1, TUNNEL, 1, X));
        take(key(2, OTHER, 1, X));
        take(key(3, TUNNEL, 2, X));

        assertVersion(2);
        assertTaken(OTHER, 1);
        restart();
        assertVersion(2);
        assertThat(desired.of(OTHER.id())).isEmpty();
    }

    @Test
    void waitingRecordIsReadAgainAfterARestart() {
        take(key(1, TUNNEL, 1, X));
        KeyRecord later = key(2, OTHER, 1, X);
        take(later);
        take(key(3, THIRD, 1));
        assertThat(desired.position()).isEqualTo(position(3));

        restart();
        assertThat(desired.position()).isEqualTo(position(1));
        take(List.of(later, key(3, THIRD, 1)), edge.dataKey());
        assertTaken(OTHER, 1);
        take(edge.gone(4, TUNNEL, 2));

        assertThat(isLive(OTHER)).isTrue();
    }

    @Test
    void keyThatIsLoadedStaysWhenItsNewRecordTakesAnothersIdentity() {
        take(key(1, OTHER, 1));
        take(key(2, TUNNEL, 1, X));
        take(key(3, OTHER, 2, X));

        assertThat(isLive(OTHER)).isTrue();
        assertThat(version(OTHER)).isEqualTo(1);
        assertTaken(OTHER, 2);
    }

    @Test
    void newerRecordTakesThePlaceOfOneThatWaits() {
        take(key(1, TUNNEL, 1, X));
        take(key(2, OTHER, 1, X));
        take(key(3, OTHER, 2, Y));

        assertThat(version(OTHER)).isEqualTo(2);
        assertThat(report().exceptions()).isEmpty();
        take(edge.gone(4, TUNNEL, 2));
        assertThat(version(OTHER)).isEqualTo(2);
    }

    @Test
    void identityMovesWithinOnePageInEitherOrder() {
        take(key(1, TUNNEL, 1, X));

        take(List.of(key(2, OTHER, 1, X), key(3, TUNNEL, 2)), edge.dataKey());
        assertThat(isLive(OTHER)).isTrue();
        assertVersion(2);

        take(List.of(key(4, OTHER, 2), key(5, TUNNEL, 3, X)), edge.dataKey());
        assertThat(version(OTHER)).isEqualTo(2);
        assertVersion(3);
        assertThat(report().exceptions()).isEmpty();
    }

    @Test
    void identityMovesWhereThePageEndsBetween() {
        take(key(1, TUNNEL, 1, X));

        desired.take(page(1, 2, 3, List.of(key(2, OTHER, 1, X))));
        assertTaken(OTHER, 1);
        desired.take(page(2, 3, 3, List.of(key(3, TUNNEL, 2))));

        assertThat(isLive(OTHER)).isTrue();
        assertVersion(2);
        assertThat(report().exceptions()).isEmpty();
    }

    @Test
    void twoTunnelsChangePlacesOnePageOrTwo() {
        take(List.of(key(1, TUNNEL, 1, X), key(2, OTHER, 1, Y)), edge.dataKey());

        take(List.of(key(3, TUNNEL, 2, Y), key(4, OTHER, 2, X)), edge.dataKey());
        assertVersion(2);
        assertThat(version(OTHER)).isEqualTo(2);

        take(key(5, TUNNEL, 3, X));
        assertVersion(2);
        take(key(6, OTHER, 3, Y));
        assertVersion(3);
        assertThat(version(OTHER)).isEqualTo(3);
        assertThat(report().exceptions()).isEmpty();
        restart();
        assertVersion(3);
        take(key(7, THIRD, 1, X));
        assertTaken(THIRD, 1);
    }

    @Test
    void oneOfTwoNewTunnelsWithOneIdentityIsTheEarlier() {
        take(List.of(key(1, OTHER, 1, X), key(2, TUNNEL, 1, X)), edge.dataKey());

        assertThat(isLive(OTHER)).isTrue();
        assertThat(desired.of(TUNNEL.id())).isEmpty();
    }

    @Test
    void turnedDownRecordLeavesItsTunnelsOldIdentityTaken() {
        take(List.of(key(1, TUNNEL, 1, X), key(2, OTHER, 1, Y)), edge.dataKey());

        // The second is turned down for X, so it keeps Y, so the third is turned down as well.
        take(List.of(key(3, OTHER, 2, X), key(4, THIRD, 1, Y)), edge.dataKey());

        assertThat(version(OTHER)).isEqualTo(1);
        assertThat(desired.of(THIRD.id())).isEmpty();
        assertThat(report().exceptions()).hasSize(2);
    }

    @Test
    void sweptTunnelFreesItsIdentity() {
        take(key(1, TUNNEL, 1, X));
        take(key(2, OTHER, 1, X));
        desired.beginSweep(TestEdge.EPOCH);

        desired.take(page(0, 2, 2, List.of(key(2, OTHER, 1, X))));

        assertThat(isLive(TUNNEL)).isFalse();
        assertThat(isLive(OTHER)).isTrue();
    }

    @Test
    void sweptRecordWaitsNoMore() {
        take(key(1, TUNNEL, 1, X));
        take(key(2, OTHER, 1, X));
        desired.beginSweep(TestEdge.EPOCH);
        desired.take(page(0, 2, 2, List.of(key(1, TUNNEL, 1, X))));

        take(edge.gone(3, TUNNEL, 2));

        assertThat(desired.of(OTHER.id())).isEmpty();
    }

    private KeyRecord key(long revision, TestTunnel tunnel, long version, IkeIdentity... extra) {
        List<IkeIdentity> identities = new ArrayList<>(tunnel.identities().all());
        identities.addAll(List.of(extra));
        identities.sort(null);
        return edge.key(
                revision, edge.binding(tunnel, version, identities), "a key of version " + version);
    }

    private long version(TestTunnel tunnel) {
        TunnelRecord record = desired.of(tunnel.id()).orElseThrow().record();
        return record.binding().version().value();
    }

    private void assertTaken(TestTunnel tunnel, long version) {
        assertThat(report().exceptions())
                .singleElement()
                .satisfies(exception -> {
                    assertThat(exception.tunnel()).isEqualTo(tunnel.id());
                    assertThat(exception.version().value()).isEqualTo(version);
                    assertThat(exception.kind()).isEqualTo(TunnelException.Kind.IDENTITY_TAKEN);
                });
    }
}
