package dev.keyferry.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.gateway.rules.Connection.Round;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwaitedPeersTest {
    private static final TunnelId TUNNEL = new TunnelId("00112233445566778899aabbccddeeff");
    private static final TunnelId OTHER = new TunnelId("ff112233445566778899aabbccddeeff");
    private static final Optional<Set<PrintedIdentity>> UNKNOWN = Optional.empty();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1001_00112233445566778899aabbccddeeff",
                "00112233445566778899aabbccddeeff.1001.ipsec.example",
                "ipsec@00112233445566778899AABBCCDDEEFF.1001.ipsec.example",
            })
    void aGeneratedIdentityAwaitsItsTunnelAlone(String id) {
        AwaitedPeers peers = peers(keyed(id));
        assertThat(peers.mayUse(TUNNEL, UNKNOWN)).isTrue();
        assertThat(peers.mayUse(OTHER, UNKNOWN)).isFalse();
    }

    @Test
    void withoutAConnectionNoKeyIsUsed() {
        assertThat(peers().mayUse(TUNNEL, UNKNOWN)).isFalse();
        assertThat(peers().mayUse(TUNNEL, owners("branch.example"))).isFalse();
    }

    @Test
    void anotherNameIsTheTunnelsIfItIsAnOwner() {
        AwaitedPeers peers = peers(keyed("branch.example"));
        assertThat(peers.mayUse(TUNNEL, owners("Branch.example"))).isTrue();
        assertThat(peers.mayUse(TUNNEL, owners("other.example"))).isFalse();
        assertThat(peers.mayUse(TUNNEL, UNKNOWN)).as("may be its").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%any", "*.example", "10.0.0.0/8"})
    void aConnectionForManyMayBeAnyTunnels(String id) {
        assertThat(peers(keyed(id)).mayUse(TUNNEL, owners("b.example"))).isTrue();
    }

    @Test
    void aConnectionByCertificateUsesNoKey() {
        Round round = new Round(Optional.of("public key"), Optional.of("branch.example"));
        assertThat(peers(round).mayUse(TUNNEL, owners("branch.example"))).isFalse();
        Round open = new Round(Optional.empty(), Optional.of("branch.example"));
        assertThat(peers(open).mayUse(TUNNEL, owners("branch.example"))).isTrue();
    }

    private static Optional<Set<PrintedIdentity>> owners(String id) {
        return Optional.of(Set.of(PrintedIdentity.read(id)));
    }

    private static Round keyed(String id) {
        return new Round(
                Optional.of("pre-shared key"), Optional.of(id).filter(text -> !text.isEmpty()));
    }

    private static AwaitedPeers peers(Round... remotes) {
        return new AwaitedPeers(
                Arrays.stream(remotes)
                        .map(remote ->
                                new Connection("c", "IKEv2", List.of(), List.of(), List.of(remote)))
                        .toList());
    }
}
