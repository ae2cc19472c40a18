package dev.keyferry.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.Paces;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.lab.IkeVersion;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.vici.ViciMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 4: no key is loaded beside a connection with which it would open another's tunnel. */
final class UnsafeConnectionTest {
    private static final TestTunnel VICTIM = new TestTunnel(1, 1);
    private static final TestTunnel ATTACKER = new TestTunnel(2, 2);
    private static final String VICTIMS_KEY = "the key of the victim";
    private static final String ATTACKERS_KEY = "the key of the attacker";

    private GatewayLab lab;

    @BeforeEach
    void open() {
        lab = new GatewayLab();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void identityTakenFromThePeersRequestLetsNobodyInAsAnother() {
        Router honest = lab.stockRouter("honest");
        Router modified = lab.modifiedRouter("modified");
        LabTunnel safe = lab.keyIdTunnel(honest, VICTIM);
        // The victim's connection without a local id, and the attacker's request: IDi is the
        // victim's identity, IDr his own.
        lab.loadConnection(safe.name(), safe.withGatewayId(IkeId.ANY).gatewaySettings());
        LabTunnel attack = LabTunnel.between(lab.gateway, modified, keyId(ATTACKER), keyId(VICTIM));
        modified.load(attack, GatewayLab.bytes(ATTACKERS_KEY));
        loadForeign("victim", VICTIM, VICTIMS_KEY);
        loadForeign("attacker", ATTACKER, ATTACKERS_KEY);
        assertThat(modified.initiate(attack, GatewayLab.SOON).isUp())
                .as("the attack works without an agent")
                .isTrue();
        modified.terminate(attack);
        lab.vici("clear-creds", ViciMessage.EMPTY);

        lab.startAgent();
        TunnelRecord victims = lab.setKey(VICTIM, 1, VICTIMS_KEY);
        TunnelRecord attackers = lab.setKey(ATTACKER, 1, ATTACKERS_KEY);

        lab.awaitCondition(Kind.UNSAFE_CONNECTION);
        assertThat(lab.condition().detail())
                .isEqualTo("honest: its local id is not set, or is a wildcard");
        assertThat(lab.secretIds()).isEmpty();
        assertThat(lab.feed.covers(victims)).isFalse();
        assertThat(lab.feed.covers(attackers)).isFalse();
        assertThat(modified.initiate(attack, GatewayLab.SOON).isUp()).isFalse();

        lab.gateway.load(safe);

        lab.awaitCovered(victims);
        lab.awaitCovered(attackers);
        lab.awaitCondition(Kind.SERVING);
        assertThat(modified.initiate(attack, GatewayLab.SOON).isUp()).isFalse();
        honest.load(safe, GatewayLab.bytes(VICTIMS_KEY));
        assertThat(honest.initiate(safe, GatewayLab.SOON).isUp()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = IkeVersion.class,
            names = {"V1", "ANY"})
    void nothingIsLoadedBesideIkeV1(IkeVersion version) {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = lab.keyIdTunnel(router, VICTIM);
        lab.loadConnection(tunnel.name(), tunnel.withVersion(version).gatewaySettings());

        assertNothingIsLoaded("router: its IKE version is IKEv1");
    }

    @Test
    void nothingIsLoadedWhereTheGatewayProvesItselfToEapPeersByAKey() {
        lab.loadConnection(
                "eap",
                settings(
                        ViciMessage.builder().put("auth", "psk").put("id", "gw.example").build(),
                        ViciMessage.builder().put("auth", "eap-mschapv2").put("id", "x").build()));

        assertNothingIsLoaded("eap: the peer is not bound to authenticate by a pre-shared key");
    }

    @Test
    void nothingIsLoadedWhereThePeersMethodIsOpen() {
        lab.loadConnection(
                "open",
                settings(
                        ViciMessage.builder().put("auth", "pubkey").put("id", "gw.example").build(),
                        ViciMessage.builder().put("id", "x").build()));

        assertNothingIsLoaded("open: the gateway itself does not authenticate by a pre-shared key");
    }

    @Test
    void wildcardOfThePeerIsAllowedForOneAccountAlone() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = lab.keyIdTunnel(router, VICTIM);
        lab.loadConnection(tunnel.name(), tunnel.withRouterId(IkeId.ANY).gatewaySettings());
        router.load(tunnel, GatewayLab.bytes(VICTIMS_KEY));
        lab.startAgent();
        TunnelRecord victims = lab.setKey(VICTIM, 1, VICTIMS_KEY);
        lab.awaitCovered(victims);
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();

        TunnelRecord others = lab.setKey(ATTACKER, 1, ATTACKERS_KEY);

        lab.awaitCondition(Kind.UNSAFE_CONNECTION);
        lab.awaitTrue(() -> lab.secretIds().isEmpty());
        assertThat(lab.feed.covers(others)).isFalse();
        assertThat(lab.condition().detail()).startsWith("router: its remote id is not set");

        lab.remove(ATTACKER, 2);

        lab.awaitCondition(Kind.SERVING);
        lab.awaitCovered(victims);
        assertThat(lab.secretIds()).containsExactly(lab.secretId(VICTIM));
    }

    @Test
    void keysGoWhenAConnectionTurnsUnsafeAndComeBackOnceItIsMended() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = lab.keyIdTunnel(router, VICTIM);
        router.load(tunnel, GatewayLab.bytes(VICTIMS_KEY));
        lab.with(Paces.WATCHFUL).startAgent();
        TunnelRecord record = lab.setKey(VICTIM, 1, VICTIMS_KEY);
        lab.awaitCovered(record);
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();

        lab.loadConnection(tunnel.name(), tunnel.withGatewayId(IkeId.ANY).gatewaySettings());

        lab.awaitCondition(Kind.UNSAFE_CONNECTION);
        lab.awaitTrue(() -> lab.secretIds().isEmpty());
        lab.awaitTrue(() -> !lab.feed.covers(record));
        assertThat(router.isUp(tunnel)).as("the live SA goes on").isTrue();

        lab.gateway.load(tunnel);

        lab.awaitCovered(record);
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
    }

    @Test
    void operatorMayHaveKeysStayAndOnlyReported() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = lab.keyIdTunnel(router, VICTIM);
        lab.with(Paces.WATCHFUL).with(OnUnsafe.REPORT).startAgent();
        lab.awaitCovered(lab.setKey(VICTIM, 1, VICTIMS_KEY));

        lab.loadConnection(tunnel.name(), tunnel.withGatewayId(IkeId.ANY).gatewaySettings());
        lab.awaitCondition(Kind.UNSAFE_CONNECTION);
        TunnelRecord newer = lab.setKey(VICTIM, 2, "a newer key of the victim");
        TunnelRecord others = lab.setKey(ATTACKER, 1, ATTACKERS_KEY);
        lab.awaitDelivered();

        assertThat(lab.secretIds()).containsExactly(lab.secretId(VICTIM));
        assertThat(lab.feed.covers(newer)).isFalse();
        assertThat(lab.feed.covers(others)).isFalse();

        lab.gateway.load(tunnel);
        lab.awaitCovered(newer);
        lab.awaitCovered(others);
    }

    @Test
    void acceptedConnectionIsServedAndIsolationIsNotAssured() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = lab.keyIdTunnel(router, VICTIM);
        lab.loadConnection(tunnel.name(), tunnel.withVersion(IkeVersion.ANY).gatewaySettings());
        lab.accepting("router").startAgent();

        lab.awaitCovered(lab.setKey(VICTIM, 1, VICTIMS_KEY));

        lab.awaitCondition(Kind.SERVING);
        assertThat(lab.condition().assurance()).isEqualTo(Assurance.NOT_ASSURED);
    }

    private void assertNothingIsLoaded(String detail) {
        lab.startAgent();
        TunnelRecord record = lab.setKey(VICTIM, 1, VICTIMS_KEY);
        lab.awaitCondition(Kind.UNSAFE_CONNECTION);
        lab.awaitDelivered();
        assertThat(lab.condition().detail()).startsWith(detail);
        assertThat(lab.secretIds()).isEmpty();
        assertThat(lab.feed.covers(record)).isFalse();
    }

    private static ViciMessage settings(ViciMessage local, ViciMessage remote) {
        return ViciMessage.builder()
                .put("version", "2")
                .putList("local_addrs", List.of("%any"))
                .putSection("local", local)
                .putSection("remote", remote)
                .build();
    }

    private void loadForeign(String id, TestTunnel tunnel, String psk) {
        lab.gateway.charon().client().loadSecret(id, GatewayLab.bytes(psk), List.of(keyId(tunnel)));
    }

    private static IkeId keyId(TestTunnel tunnel) {
        return IkeId.keyId(tunnel.identities().keyId());
    }
}
