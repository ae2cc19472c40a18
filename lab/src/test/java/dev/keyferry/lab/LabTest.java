package dev.keyferry.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.charon.IkeSa;
import dev.keyferry.lab.charon.Initiation;
import dev.keyferry.lab.space.CommandResult;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.lab.space.PingCount;
import dev.keyferry.lab.space.PingRun;
import dev.keyferry.vici.ViciException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gateway, one router and the tunnel between them, with a key that both hold. */
class LabTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final IkeId GATEWAY_ID = IkeId.fqdn("gw.example");
    private static final byte[] KEY = "the first key of both".getBytes(UTF_8);
    private static final byte[] OTHER_KEY = "another key altogether".getBytes(UTF_8);

    private Lab lab;
    private Gateway gateway;
    private Router router;
    private LabTunnel tunnel;

    @BeforeEach
    void open() {
        lab = Lab.open(DataPath.ESP);
        gateway = lab.addGateway("gw");
        router = lab.addRouter("router", CharonOptions.stock());
        tunnel = LabTunnel.between(gateway, router, GATEWAY_ID, IkeId.keyId("12345_abc"));
        gateway.load(tunnel);
        setGatewayKey(KEY);
        router.load(tunnel, KEY);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void tunnelCarriesEspWithoutLoss() {
        assertThat(router.initiate(tunnel, SOON)).isEqualTo(new Initiation.Up());

        assertThat(router.isUp(tunnel)).isTrue();
        assertThat(router.ping(tunnel, 20, OFTEN)).isEqualTo(new PingCount(20, 20));
        IkeSa sa = gateway.charon().client().sas().getFirst();
        assertThat(sa.isEstablished()).isTrue();
        assertThat(sa.remoteId()).isEqualTo("12345_abc");
        assertThat(sa.installedChildren()).containsExactly("net");
    }

    @Test
    void initiatingAgainAuthenticatesAgain() {
        router.initiate(tunnel, SOON);
        setGatewayKey(OTHER_KEY);

        assertThat(router.initiate(tunnel, SOON).isUp()).isFalse();
        assertThat(router.isUp(tunnel)).isFalse();
    }

    @Test
    void nothingGetsThroughWithoutATunnel() {
        router.initiate(tunnel, SOON);
        router.terminate(tunnel);

        assertThat(router.isUp(tunnel)).isFalse();
        assertThat(gateway.charon().client().sas()).isEmpty();
        assertThat(router.ping(tunnel, 3, OFTEN).received()).isZero();
    }

    @Test
    void wrongKeyIsRefused() {
        router.load(tunnel, OTHER_KEY);

        Initiation outcome = router.initiate(tunnel, SOON);

        assertThat(outcome).isInstanceOf(Initiation.Failed.class);
        assertThat(((Initiation.Failed) outcome).log()).contains("AUTHENTICATION_FAILED");
        assertThat(outcome.toString()).doesNotContain(new String(OTHER_KEY, UTF_8));
        assertThat(router.isUp(tunnel)).isFalse();
        assertThat(gateway.charon().client().sas()).isEmpty();
    }

    @Test
    void rotatedKeyIsTheOnlyOneAndDisturbsNoTraffic() {
        router.initiate(tunnel, SOON);
        PingCount count;
        try (PingRun ping = router.startPing(tunnel, OFTEN)) {
            assertThat(router.ping(tunnel, 5, OFTEN).lost()).isZero();
            setGatewayKey(OTHER_KEY);
            assertThat(router.ping(tunnel, 5, OFTEN).lost()).isZero();
            count = ping.stop();
        }
        assertThat(count.sent()).isPositive();
        assertThat(count.lost()).isZero();

        router.terminate(tunnel);
        assertThat(router.initiate(tunnel, SOON).isUp()).isFalse();
        router.load(tunnel, OTHER_KEY);
        assertThat(router.initiate(tunnel, SOON).isUp()).isTrue();
    }

    @Test
    void twoRoutersHaveTunnelsOfTheirOwn() {
        Router second = lab.addRouter("second", CharonOptions.stock());
        LabTunnel other =
                LabTunnel.between(gateway, second, GATEWAY_ID, IkeId.email("b@branch.example"));
        gateway.load(other);
        gateway.charon().client().loadSecret("b", OTHER_KEY, List.of(other.routerId()));
        second.load(other, OTHER_KEY);

        assertThat(router.initiate(tunnel, SOON).isUp()).isTrue();
        assertThat(second.initiate(other, SOON).isUp()).isTrue();
        assertThat(router.ping(tunnel, 5, OFTEN).lost()).isZero();
        assertThat(second.ping(other, 5, OFTEN).lost()).isZero();
        assertThat(gateway.charon().client().sas()).hasSize(2);

        router.terminate(tunnel);
        router.load(tunnel, OTHER_KEY);
        assertThat(router.initiate(tunnel, SOON).isUp()).isFalse();
    }

    @Test
    void modifiedClientStaysUpWhereAStockOneLeaves() {
        // Two keys of one router: the gateway verifies with either, and signs with the newest.
        gateway.charon().client().loadSecret("newest", OTHER_KEY, List.of(tunnel.routerId()));
        assertThat(router.initiate(tunnel, SOON).isUp()).isFalse();

        Router modified = lab.addRouter("modified", CharonOptions.modifiedClient());
        LabTunnel same = LabTunnel.between(gateway, modified, GATEWAY_ID, tunnel.routerId());
        gateway.load(same.withName(tunnel.name()));
        modified.load(same, KEY);

        assertThat(modified.initiate(same, SOON).isUp()).isTrue();
        assertThat(modified.ping(same, 5, OFTEN).lost()).isZero();
        assertThat(gateway.charon().client().sas()).hasSize(1);
    }

    @Test
    void modifiedClientWithTheRightKeyIsAnOrdinaryOne() {
        Router modified = lab.addRouter("modified", CharonOptions.modifiedClient());
        LabTunnel own = LabTunnel.between(gateway, modified, GATEWAY_ID, IkeId.keyId("modified"));
        gateway.load(own);
        gateway.charon().client().loadSecret("own", OTHER_KEY, List.of(own.routerId()));
        modified.load(own, OTHER_KEY);

        assertThat(modified.initiate(own, SOON).isUp()).isTrue();
        assertThat(modified.ping(own, 5, OFTEN).lost()).isZero();

        modified.terminate(own);
        modified.load(own, KEY);
        assertThat(modified.initiate(own, SOON).isUp()).isFalse();
    }

    @Test
    void everyTypeOfIdentityOpensATunnel() {
        IkeId address = IkeId.ipv4(router.host().internetAddress());
        for (IkeId id :
                List.of(IkeId.fqdn("branch.example"), IkeId.email("a@b.example"), address)) {
            LabTunnel of = tunnel.withRouterId(id);
            gateway.load(of);
            gateway.charon().client().loadSecret("k", KEY, List.of(id));
            router.load(of, KEY);
            assertThat(router.initiate(of, SOON).isUp()).as(id.text()).isTrue();
            router.terminate(of);
        }
    }

    @Test
    void routerInsistsOnTheGatewayItAskedFor() {
        router.load(tunnel.withGatewayId(IkeId.fqdn("another.example")), KEY);
        assertThat(router.initiate(tunnel, SOON).isUp()).isFalse();

        router.load(tunnel.withGatewayId(IkeId.ANY), KEY);
        assertThat(router.initiate(tunnel, SOON).isUp()).isTrue();
    }

    @Test
    void anOlderIkeReachesOnlyAGatewayThatSpeaksIt() {
        router.load(tunnel.withVersion(IkeVersion.V1), KEY);
        assertThat(router.initiate(tunnel, SOON).isUp()).isFalse();

        LabTunnel both = tunnel.withVersion(IkeVersion.ANY).withRouterId(IkeId.ipv4("198.18.0.2"));
        gateway.load(both);
        gateway.charon().client().loadSecret("k", KEY, List.of(both.routerId()));
        router.load(both.withVersion(IkeVersion.V1), KEY);
        assertThat(router.initiate(both, SOON).isUp()).isTrue();
    }

    @Test
    void killedCharonComesBackEmpty() {
        gateway.charon().kill();
        assertThat(gateway.charon().isRunning()).isFalse();
        assertThat(gateway.socket()).exists();
        assertThatThrownBy(gateway.charon().client()::version).isInstanceOf(ViciException.class);

        gateway.charon().start();
        assertThat(gateway.charon().client().secretIds()).isEmpty();

        gateway.load(tunnel);
        setGatewayKey(KEY);
        assertThat(router.initiate(tunnel, SOON).isUp()).isTrue();
        gateway.charon().restart();
        assertThat(gateway.charon().client().secretIds()).isEmpty();
        gateway.charon().stop();
        assertThat(gateway.charon().isRunning()).isFalse();
    }

    @Test
    void aTunnelToAGatewayThatIsGoneIsTakenDown() {
        router.initiate(tunnel, SOON);
        gateway.charon().kill();

        router.terminate(tunnel);

        assertThat(router.charon().client().sas()).isEmpty();
    }

    @Test
    void pausedCharonAnswersOnlyAfterItGoesOn() {
        gateway.charon().pause();
        assertThat(gateway.charon().isRunning()).isTrue();
        assertThat(router.initiate(tunnel, Duration.ofMillis(300)).isUp()).isFalse();
        assertThat(router.charon().client().sas()).isEmpty();

        gateway.charon().resume();
        assertThat(router.initiate(tunnel, SOON).isUp()).isTrue();

        gateway.charon().pause();
        gateway.charon().kill();
        assertThat(gateway.charon().isRunning()).isFalse();
    }

    @Test
    void operatorsLoadAllWipesWhatIsNotInTheFiles(@TempDir Path files) throws Exception {
        Files.writeString(files.resolve("swanctl.conf"), "connections {}\nsecrets {}\n");
        assertThat(gateway.charon().client().secretIds()).containsExactly("k");

        CommandResult result = gateway.charon().swanctl(files, "--load-all");

        assertThat(result.isSuccess()).as(result.output()).isTrue();
        assertThat(gateway.charon().client().secretIds()).isEmpty();
        assertThat(router.initiate(tunnel, SOON).isUp()).isFalse();
    }

    @Test
    void operatorsFilesBringTheTunnelUp(@TempDir Path files) throws Exception {
        gateway.charon().restart();
        Files.writeString(
                files.resolve("swanctl.conf"),
                """
                connections {
                  branch {
                    version = 2
                    local { auth = psk
                      id = gw.example }
                    remote { auth = psk
                      id = keyid:12345_abc }
                    children { net {
                      local_ts = %s/32
                      remote_ts = %s/32
                    } }
                  }
                }
                secrets { ike-branch {
                  id = keyid:12345_abc
                  secret = "%s"
                } }
                """
                        .formatted(
                                gateway.host().protectedAddress(),
                                router.host().protectedAddress(),
                                new String(KEY, UTF_8)));

        CommandResult result = gateway.charon().swanctl(files, "--load-all");

        assertThat(result.output())
                .contains("successfully loaded 1 connections")
                .doesNotContain(new String(KEY, UTF_8));
        assertThat(router.initiate(tunnel, SOON).isUp()).isTrue();
        assertThat(router.ping(tunnel, 5, OFTEN).lost()).isZero();
    }

    private void setGatewayKey(byte[] key) {
        gateway.charon().client().loadSecret("k", key, List.of(tunnel.routerId()));
    }
}
