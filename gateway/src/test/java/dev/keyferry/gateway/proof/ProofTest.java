package dev.keyferry.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.charon.IkeSa;
import dev.keyferry.vici.ViciCommandFailed;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real charon's peers prove, and how they try to look as if they did. */
class ProofTest {
    private static final TestTunnel TUNNEL = TestTunnel.of(1);
    private static final TestTunnel OTHER = TestTunnel.of(2);
    private static final String KEY = "the right key of the tunnel";
    private static final byte[] WRONG = GatewayLab.bytes("another key altogether");

    /** Longer than an SA must stay, and than the next list and message may take. */
    private static final Duration PAST_PROOF = Duration.ofSeconds(5);

    private static final int FLOOD = 1_000;

    private GatewayLab lab;

    @BeforeEach
    void open() {
        lab = new GatewayLab();
        lab.startAgent();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void routerThatStaysUpProvesItsKeyAndTheNextVersionAnew() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = keyed(router, 1, KEY);

        bringUp(router, tunnel);
        Proof first = awaitProof(1);

        assertThat(first.assurance()).isEqualTo(Proof.Assurance.ASSURED);
        assertThat(first.from().value())
                .isEqualTo(Bytes.copyOf(address(router.host().internetAddress())));
        lab.awaitCovered(lab.setKey(TUNNEL, 2, KEY + " again"));
        router.load(tunnel, GatewayLab.bytes(KEY + " again"));
        awaitMark();
        assertThat(proofs()).extracting(Proof::version).containsOnly(first.version());
        bringUp(router, tunnel);
        awaitProof(2);
        assertThat(rejections()).isEmpty();
    }

    @Test
    void strangerWithTheVictimsIdentityProvesNothingAndIsAHint() {
        for (Router stranger : List.of(lab.stockRouter("stock"), lab.modifiedRouter("modified"))) {
            LabTunnel tunnel = keyed(stranger, 1, KEY);
            awaitMark();
            stranger.load(tunnel, WRONG);

            assertThat(stranger.initiate(tunnel, GatewayLab.SOON).isUp()).isFalse();

            Bytes from = Bytes.copyOf(address(stranger.host().internetAddress()));
            lab.awaitTrue(() -> rejections().stream().anyMatch(r -> r.from().value().equals(from)));
        }
        Rejection last = rejections().getLast();
        assertThat(last.target().orElseThrow().tunnel()).isEqualTo(TUNNEL.id());
        assertThat(last.hint()).isEqualTo(Hint.DOWN_WITHOUT_UP);
        assertThat(last.count()).isEqualTo(2);
        assertThat(last.identity()).isEqualTo(text(TUNNEL.identities().keyId()));
        assertThat(proofs()).isEmpty();
    }

    @Test
    void operatorsSecretOfTheSameOwnerLeavesAProofNotAssured() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = keyed(router, 1, KEY);
        lab.gateway.charon().client().loadSecret("operators", WRONG, List.of(tunnel.routerId()));
        router.load(tunnel, WRONG);
        lab.awaitTrue(() -> lab.condition().assurance() == Assurance.NOT_ASSURED);
        awaitMark();

        bringUp(router, tunnel);

        assertThat(awaitProof(1).assurance()).isEqualTo(Proof.Assurance.NOT_ASSURED);
    }

    @Test
    void rightKeyThatExpectsAnotherGatewayIdIsNotCalledAWrongKey() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = keyed(router, 1, KEY).withGatewayId(IkeId.fqdn("other.example"));
        router.load(tunnel, GatewayLab.bytes(KEY));
        awaitMark();

        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isFalse();

        lab.awaitTrue(() -> !rejections().isEmpty());
        assertThat(rejections().getFirst().hint()).isEqualTo(Hint.NO_CONNECTION);
        assertThat(rejections().getFirst().hint().sentence()).contains("gateway id");
        assertThat(proofs()).isEmpty();
    }

    @Test
    void routerThatDisconnectsAtOnceProvesNothing() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = keyed(router, 1, KEY);
        awaitMark();

        bringUp(router, tunnel);
        router.terminate(tunnel);

        lab.awaitTrue(() -> !rejections().isEmpty());
        assertThat(rejections().getFirst().hint()).isEqualTo(Hint.UP_AND_GONE);
        pause(PAST_PROOF);
        assertThat(proofs()).isEmpty();
    }

    @Test
    void handshakeInFlightWhileTheKeyChangesProvesNothing() throws InterruptedException {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = keyed(router, 1, KEY);
        router.load(tunnel, GatewayLab.bytes(KEY + " again"));
        // The peer's second message goes from and to this port, and is sent again later.
        rule(router, "add");
        Thread attempt =
                Thread.ofVirtual().start(() -> router.initiate(tunnel, Duration.ofSeconds(20)));
        lab.awaitTrue(() -> !lab.gateway.charon().client().sas().isEmpty());
        long inFlight = lab.gateway.charon().client().sas().getFirst().uniqueId();

        lab.awaitCovered(lab.setKey(TUNNEL, 2, KEY + " again"));
        awaitMark();
        rule(router, "del");
        attempt.join();

        assertThat(lab.gateway.charon().client().sas())
                .filteredOn(IkeSa::isEstablished)
                .extracting(IkeSa::uniqueId)
                .containsExactly(inFlight);
        pause(PAST_PROOF);
        assertThat(proofs()).isEmpty();
        bringUp(router, tunnel);
        awaitProof(2);
    }

    @Test
    void textOfATunnelsKeyIdTellsItAlthoughAnotherAskedForItAsAName() {
        Router router = lab.stockRouter("router");
        String text = "branch-7";
        lab.awaitCovered(extra(TUNNEL, IkeIdentity.Type.KEYID, text, KEY));
        lab.awaitCovered(extra(OTHER, IkeIdentity.Type.FQDN, text, KEY + " of the other"));
        LabTunnel tunnel =
                LabTunnel.between(lab.gateway, router, GatewayLab.GATEWAY_ID, IkeId.keyId(text));
        lab.gateway.load(tunnel);
        awaitMark();
        router.load(tunnel, WRONG);
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isFalse();
        lab.awaitTrue(() -> !rejections().isEmpty());

        router.load(tunnel, GatewayLab.bytes(KEY));
        bringUp(router, tunnel);
        awaitProof(1);

        assertThat(proofs()).extracting(Proof::tunnel).containsExactly(TUNNEL.id());
        assertThat(rejections())
                .isNotEmpty()
                .allSatisfy(rejection ->
                        assertThat(rejection.target())
                                .map(Rejection.Target::tunnel)
                                .contains(TUNNEL.id()));
    }

    @Test
    void floodOfBogusIdentitiesIsBoundedAndHoldsUpNoKey() {
        Router router = lab.stockRouter("router");
        lab.keyIdTunnel(router, OTHER);
        router.charon().client().loadSecret("flood", WRONG, List.of(GatewayLab.GATEWAY_ID));
        long began = System.nanoTime();
        List<Duration> loads = new ArrayList<>();
        for (int number = 1; number <= FLOOD; number++) {
            attempt(router, "<img src=x onerror=" + number + ">");
            if (number % 100 == 0) {
                long set = System.nanoTime();
                var record = lab.setKey(TUNNEL, number, KEY + number);
                lab.awaitCovered(record);
                loads.add(Duration.ofNanos(lab.feed.firstCovered(record) - set));
            }
        }
        lab.awaitTrue(() -> strangers().stream().mapToLong(Rejection::count).sum() == FLOOD);
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();

        assertThat(strangers()).hasSize(Attempts.MAX_IDENTITIES + 1);
        assertThat(strangers())
                .filteredOn(r -> r.hint() == Hint.FURTHER_IDENTITIES)
                .singleElement()
                .satisfies(r -> assertThat(r.identity().length()).isZero());
        assertThat(lab.feed.evidence().size()).isLessThanOrEqualTo((int) seconds + 2);
        assertThat(loads).allSatisfy(load -> assertThat(load).isLessThan(Duration.ofSeconds(2)));
    }

    private LabTunnel keyed(Router router, long version, String key) {
        LabTunnel tunnel = lab.keyIdTunnel(router, TUNNEL);
        lab.awaitCovered(lab.setKey(TUNNEL, version, key));
        router.load(tunnel, GatewayLab.bytes(key));
        return tunnel;
    }

    private TunnelRecord extra(TestTunnel tunnel, IkeIdentity.Type type, String text, String key) {
        List<IkeIdentity> identities = new ArrayList<>(tunnel.identities().all());
        identities.add(IkeIdentity.ofText(type, text));
        identities.sort(null);
        KeyBinding binding = lab.edge.binding(tunnel, 1, identities);
        return lab.feed.put(lab.edge, revision -> lab.edge.key(revision, binding, key));
    }

    private static void bringUp(Router router, LabTunnel tunnel) {
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
    }

    /** One after the other, by one connection that takes another identity each time. */
    private void attempt(Router router, String identity) {
        LabTunnel tunnel =
                LabTunnel.between(lab.gateway, router, GatewayLab.GATEWAY_ID, IkeId.fqdn(identity));
        router.charon().client().loadConnection("flood", tunnel.routerSettings());
        ViciMessage what =
                ViciMessage.builder()
                        .put("ike", "flood")
                        .put("timeout", "5000")
                        .put("loglevel", "-1")
                        .build();
        try (ViciSession session = ViciSession.connect(router.charon().socket(), GatewayLab.SOON)) {
            session.call("initiate", what, GatewayLab.LONG);
        } catch (ViciCommandFailed expected) {
            assertThat(expected).isNotNull();
        }
    }

    private static void rule(Router router, String what) {
        router.host()
                .check(
                        GatewayLab.SOON,
                        List.of(
                                "ip",
                                "rule",
                                what,
                                "ipproto",
                                "udp",
                                "dport",
                                "4500",
                                "blackhole"));
    }

    /** A mark is set by the first list after a load, which may have to wait for its second. */
    private static void awaitMark() {
        pause(Duration.ofMillis(1_500));
    }

    /** For what must not happen, and for what the agent shows to nobody. */
    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private Proof awaitProof(long version) {
        lab.awaitTrue(() -> proof(version).isPresent());
        return proof(version).orElseThrow();
    }

    private Optional<Proof> proof(long version) {
        return proofs().stream().filter(proof -> proof.version().value() == version).findFirst();
    }

    private List<Proof> proofs() {
        return lab.feed.evidence().stream().map(Evidence::proofs).flatMap(List::stream).toList();
    }

    private List<Rejection> rejections() {
        return lab.feed.evidence().stream()
                .map(Evidence::rejections)
                .flatMap(List::stream)
                .toList();
    }

    /** The newest word on each. */
    private List<Rejection> strangers() {
        List<Rejection> newest = new ArrayList<>();
        for (Rejection rejection : rejections().reversed()) {
            boolean isKnown =
                    newest.stream()
                            .anyMatch(known ->
                                    known.identity().equals(rejection.identity())
                                            && known.from().equals(rejection.from()));
            if (!isKnown) {
                newest.add(rejection);
            }
        }
        return newest;
    }

    private static Bytes text(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] address(String text) {
        return InetAddress.ofLiteral(text).getAddress();
    }
}
