package dev.keyferry.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.Paces;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.vici.ViciMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules 1, 2, 3 and 7: whom a key belongs to, and what other keys there are. */
final class OwnersTest {
    private static final int TUNNELS = 3;

    private GatewayLab lab;

    @BeforeEach
    void open() {
        lab = new GatewayLab();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** The forms in which a router may name itself. */
    enum Form {
        KEY_ID,
        FQDN,
        EMAIL;

        IkeId of(TestTunnel tunnel) {
            return switch (this) {
                case KEY_ID -> IkeId.keyId(tunnel.identities().keyId());
                case FQDN -> IkeId.fqdn(tunnel.identities().fqdn());
                case EMAIL -> IkeId.email(tunnel.identities().userFqdn());
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void keyOpensItsOwnTunnelAndNoOther(Form form) {
        Router stock = lab.stockRouter("stock");
        Router modified = lab.modifiedRouter("modified");
        List<TestTunnel> tunnels = new ArrayList<>();
        for (int number = 1; number <= TUNNELS; number++) {
            // Accounts of their own but for the last two.
            tunnels.add(new TestTunnel(Math.min(number, TUNNELS - 1), number));
        }
        tunnels.forEach(tunnel -> lab.gateway.load(tunnel(stock, tunnel, form)));
        lab.startAgent();
        List<TunnelRecord> records =
                tunnels.stream().map(tunnel -> lab.setKey(tunnel, 1, keyOf(tunnel))).toList();
        records.forEach(lab::awaitCovered);

        for (TestTunnel tunnel : tunnels) {
            for (TestTunnel owner : tunnels) {
                for (Router router : List.of(stock, modified)) {
                    LabTunnel tried = tunnel(router, tunnel, form);
                    router.load(tried, GatewayLab.bytes(keyOf(owner)));
                    assertThat(router.initiate(tried, GatewayLab.SOON).isUp())
                            .as("%s: key %s, tunnel %s", router.host().name(), owner, tunnel)
                            .isEqualTo(owner.equals(tunnel));
                    router.terminate(tried);
                }
            }
        }
    }

    /** Why owners are written byte by byte: charon takes the other form and never matches it. */
    @Test
    void addressAsTextIsAcceptedByCharonAndOpensNothing() {
        Router router = lab.stockRouter("router");
        String address = router.host().internetAddress();
        LabTunnel tunnel =
                LabTunnel.between(lab.gateway, router, GatewayLab.GATEWAY_ID, IkeId.ipv4(address));
        lab.gateway.load(tunnel);
        byte[] psk = GatewayLab.bytes("a key of an address");
        router.load(tunnel, psk);

        lab.gateway.charon().client().loadSecret("k", psk, List.of(new IkeId("ipv4:" + address)));
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isFalse();

        lab.gateway.charon().client().loadSecret("k", psk, List.of(IkeId.ipv4(address)));
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
    }

    @Test
    void gatewaysOwnIdentityIsNobodysToName() {
        TestTunnel tunnel = TestTunnel.of(1);
        TestTunnel other = TestTunnel.of(2);
        Router router = lab.stockRouter("router");
        // An operator named the gateway as a tunnel's far side; in capitals it is the same name.
        LabTunnel taken =
                LabTunnel.between(
                        lab.gateway,
                        router,
                        IkeId.fqdn(tunnel.identities().fqdn().toUpperCase(Locale.ROOT)),
                        IkeId.fqdn("router.example"));
        lab.gateway.load(taken);
        lab.startAgent();

        TunnelRecord reserved = lab.setKey(tunnel, 1, "a key that must not be loaded");
        lab.awaitCovered(lab.setKey(other, 1, "a key like others"));
        lab.awaitCovered(reserved);

        assertThat(lab.secretIds()).containsExactly(lab.secretId(other));
        assertThat(lab.feed.lastReport().orElseThrow().exceptions())
                .singleElement()
                .satisfies(exception -> {
                    assertThat(exception.tunnel()).isEqualTo(tunnel.id());
                    assertThat(exception.kind()).isEqualTo(TunnelException.Kind.RESERVED_IDENTITY);
                });
    }

    @Test
    void loadedKeyGoesWhenAConnectionTakesItsIdentityForTheGateway() {
        TestTunnel tunnel = TestTunnel.of(1);
        Router router = lab.stockRouter("router");
        lab.with(Paces.WATCHFUL).startAgent();
        lab.awaitCovered(lab.setKey(tunnel, 1, "a key that is loaded first"));
        LabTunnel taking =
                LabTunnel.between(
                        lab.gateway,
                        router,
                        IkeId.keyId(tunnel.identities().keyId()),
                        IkeId.fqdn("router.example"));

        lab.gateway.load(taking);

        lab.awaitTrue(() -> lab.secretIds().isEmpty());
        lab.awaitTrue(() -> !lab.feed.lastReport().orElseThrow().exceptions().isEmpty());

        lab.gateway.load(taking.withGatewayId(GatewayLab.GATEWAY_ID));

        lab.awaitTrue(() -> lab.secretIds().size() == 1);
        lab.awaitTrue(() -> lab.feed.lastReport().orElseThrow().exceptions().isEmpty());
    }

    @Test
    void secretsOfOthersAreLeftAloneAndIsolationIsNotAssured() {
        lab.gateway
                .charon()
                .client()
                .loadSecret("theirs", GatewayLab.bytes("theirs"), List.of(IkeId.fqdn("a.example")));
        lab.gateway
                .charon()
                .client()
                .loadSecret(
                        "kf/other123/" + TestTunnel.of(9).id(),
                        GatewayLab.bytes("another deployment's"),
                        List.of(IkeId.fqdn("b.example")));
        lab.startAgent();
        lab.awaitCovered(lab.setKey(TestTunnel.of(1), 1, "ours"));

        lab.awaitCondition(Kind.SERVING);
        assertThat(lab.condition().assurance()).isEqualTo(Assurance.NOT_ASSURED);
        assertThat(lab.secretIds()).hasSize(3);

        lab.vici("unload-shared", ViciMessage.builder().put("id", "theirs").build());
        lab.vici(
                "unload-shared",
                ViciMessage.builder().put("id", "kf/other123/" + TestTunnel.of(9).id()).build());

        lab.awaitTrue(() -> lab.condition().assurance() == Assurance.ASSURED);
    }

    private LabTunnel tunnel(Router router, TestTunnel tunnel, Form form) {
        return LabTunnel.between(lab.gateway, router, GatewayLab.GATEWAY_ID, form.of(tunnel))
                .withName("tunnel-" + tunnel.number());
    }

    private static String keyOf(TestTunnel tunnel) {
        return "the key of tunnel number " + tunnel.number();
    }
}
