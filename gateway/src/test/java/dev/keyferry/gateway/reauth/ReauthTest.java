package dev.keyferry.gateway.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeSa;
import dev.keyferry.lab.space.DataPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real charon's peers do when they are to authenticate anew, and what is told of it. */
class ReauthTest {
    private static final TestTunnel TUNNEL = TestTunnel.of(1);
    private static final TestTunnel OTHER = TestTunnel.of(2);
    private static final String OLD = "the old key of the tunnel";
    private static final String NEW = "the new key of the tunnel";

    /** Longer than what is begun at once takes to be seen. */
    private static final Duration PAST_BEGIN = Duration.ofSeconds(2);

    private final GatewayLab lab = new GatewayLab(DataPath.ESP, CharonOptions.stock());

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void routerWithTheRightKeyIsBackAtOnceAndProvesIt() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = upByOldKey(lab, router);
        long before = sa(lab).uniqueId();
        router.load(tunnel, GatewayLab.bytes(NEW));
        assertThat(proofsOf(lab, 2)).isEmpty();

        ReauthOrder order = lab.orders.give(lab.edge, TUNNEL, 2);

        assertThat(outcome(lab, order)).isEqualTo(Kind.REAUTHENTICATED);
        assertThat(sa(lab).uniqueId()).isGreaterThan(before);
        assertThat(router.isUp(tunnel)).isTrue();
        lab.awaitTrue(() -> !proofsOf(lab, 2).isEmpty());
        assertThat(rejectionsOf(lab, 2)).isEmpty();
    }

    @Test
    void routerWithTheOldKeyIsFoundAndProvesNothing() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = upByOldKey(lab, router);

        ReauthOrder order = lab.orders.give(lab.edge, TUNNEL, 2);

        assertThat(outcome(lab, order)).isEqualTo(Kind.REFUSED);
        assertThat(router.isUp(tunnel)).isFalse();
        assertThat(proofsOf(lab, 2)).isEmpty();
        lab.awaitTrue(() -> !rejectionsOf(lab, 2).isEmpty());
        assertThat(rejectionsOf(lab, 2).getFirst().hint()).isEqualTo(Hint.DOWN_WITHOUT_UP);
    }

    @Test
    void charonThatMakesBeforeItBreaksKeepsTheTunnelOfARouterWithTheOldKey() {
        CharonOptions options = CharonOptions.stock().withSetting("make_before_break", "yes");
        try (GatewayLab making = new GatewayLab(DataPath.ESP, options)) {
            Router router = making.stockRouter("router");
            LabTunnel tunnel = upByOldKey(making, router);
            long before = sa(making).uniqueId();

            ReauthOrder refused = making.orders.give(making.edge, TUNNEL, 2);

            assertThat(outcome(making, refused)).isEqualTo(Kind.REFUSED_KEPT);
            assertThat(sa(making).uniqueId()).isEqualTo(before);
            assertThat(router.isUp(tunnel)).isTrue();
            router.load(tunnel, GatewayLab.bytes(NEW));
            ReauthOrder taken = making.orders.give(making.edge, TUNNEL, 2);
            assertThat(outcome(making, taken)).isEqualTo(Kind.REAUTHENTICATED);
            assertThat(sa(making).uniqueId()).isGreaterThan(before);
        }
    }

    @Test
    void routerThatTakesNoCallsAndDoesNotComeBackIsTold() {
        Router router =
                lab.lab.addRouter(
                        "router", CharonOptions.stock().withSetting("initiator_only", "yes"));
        LabTunnel tunnel = upByOldKey(lab, router);
        router.load(tunnel, GatewayLab.bytes(NEW));

        ReauthOrder order = lab.orders.give(lab.edge, TUNNEL, 2);

        lab.awaitTrue(() -> !router.isUp(tunnel));
        assertThat(lab.orders.outcome(order)).isEmpty();
        assertThat(lateOutcome(order)).isEqualTo(Kind.NOT_BACK);
    }

    @Test
    void routerThatTakesNoCallsAndComesBackByItselfProvesTheKey() {
        Router router =
                lab.lab.addRouter(
                        "router", CharonOptions.stock().withSetting("initiator_only", "yes"));
        LabTunnel tunnel = upByOldKey(lab, router);
        router.load(tunnel, GatewayLab.bytes(NEW));

        ReauthOrder order = lab.orders.give(lab.edge, TUNNEL, 2);
        lab.awaitTrue(() -> !router.isUp(tunnel));
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();

        assertThat(outcome(lab, order)).isEqualTo(Kind.REAUTHENTICATED);
    }

    @Test
    void strangersFailuresUnderTheTunnelsIdentityDecideNothing() {
        Router router =
                lab.lab.addRouter(
                        "router", CharonOptions.stock().withSetting("initiator_only", "yes"));
        Router stranger = lab.stockRouter("stranger");
        LabTunnel tunnel = upByOldKey(lab, router);
        LabTunnel claimed =
                LabTunnel.between(lab.gateway, stranger, GatewayLab.GATEWAY_ID, tunnel.routerId());
        stranger.load(claimed, GatewayLab.bytes("a key that was never one"));
        router.load(tunnel, GatewayLab.bytes(NEW));

        ReauthOrder order = lab.orders.give(lab.edge, TUNNEL, 2);
        lab.awaitTrue(() -> !router.isUp(tunnel));
        assertThat(stranger.initiate(claimed, GatewayLab.SOON).isUp()).isFalse();
        pause(Reauthentication.AFTER_REFUSAL.plusSeconds(1));

        assertThat(lab.orders.outcome(order)).isEmpty();
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
        assertThat(outcome(lab, order)).isEqualTo(Kind.REAUTHENTICATED);
    }

    @Test
    void tunnelWithoutAnSaIsLeftAlone() {
        lab.startAgent();
        Router router = lab.stockRouter("router");
        lab.keyIdTunnel(router, TUNNEL);
        lab.awaitCovered(lab.setKey(TUNNEL, 1, NEW));

        assertThat(outcome(lab, lab.orders.give(lab.edge, TUNNEL, 1))).isEqualTo(Kind.NO_SA);
        assertThat(lab.gateway.charon().client().sas()).isEmpty();
    }

    @Test
    void anotherVersionThanTheLoadedOneDoesNothing() {
        Router router = lab.stockRouter("router");
        upByOldKey(lab, router);
        long before = sa(lab).uniqueId();

        assertThat(outcome(lab, lab.orders.give(lab.edge, TUNNEL, 1))).isEqualTo(Kind.NOT_LOADED);
        assertThat(outcome(lab, lab.orders.give(lab.edge, TUNNEL, 3))).isEqualTo(Kind.NOT_LOADED);
        assertThat(outcome(lab, lab.orders.give(lab.edge, OTHER, 2))).isEqualTo(Kind.NOT_LOADED);
        assertThat(sa(lab).uniqueId()).isEqualTo(before);
    }

    @Test
    void orderThatIsOverIsNotBegun() {
        Router router = lab.stockRouter("router");
        upByOldKey(lab, router);
        long before = sa(lab).uniqueId();

        ReauthOrder over = lab.orders.give(lab.edge, TUNNEL, 2, Instant.now().minusMillis(1));

        assertThat(outcome(lab, over)).isEqualTo(Kind.NOT_BEGUN);
        assertThat(sa(lab).uniqueId()).isEqualTo(before);
    }

    @Test
    void orderIsBegunOnceAlsoByAnAgentThatWasStartedAgain() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = upByOldKey(lab, router);
        router.load(tunnel, GatewayLab.bytes(NEW));
        ReauthOrder order = lab.orders.give(lab.edge, TUNNEL, 2);
        assertThat(outcome(lab, order)).isEqualTo(Kind.REAUTHENTICATED);
        long after = sa(lab).uniqueId();

        // It is still among the open ones, and its time is not over.
        assertThat(order.until()).isAfter(Instant.now());
        int asked = lab.orders.questions();
        lab.stopAgent();
        lab.startAgent();
        lab.awaitTrue(() -> lab.orders.questions() > asked);
        lab.awaitAll();
        pause(PAST_BEGIN);

        assertThat(sa(lab).uniqueId()).isEqualTo(after);
        assertThat(lab.orders.outcomes()).hasSize(1);
    }

    @Test
    void forgedOrderDoesNothingAndHoldsUpNoOther() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = upByOldKey(lab, router);
        long before = sa(lab).uniqueId();
        TestEdge forger = new TestEdge();
        ReauthOrder ofAnotherKey =
                forger.reauth(
                        new Revision(1_000),
                        TUNNEL,
                        new PskVersion(2),
                        Instant.now().plusSeconds(60));
        int asked = lab.orders.questions();

        lab.orders.put(ofAnotherKey);

        lab.awaitTrue(() -> lab.orders.questions() > asked + 2);
        assertThat(lab.orders.outcome(ofAnotherKey)).isEmpty();
        assertThat(sa(lab).uniqueId()).isEqualTo(before);
        lab.orders.remove(ofAnotherKey);
        router.load(tunnel, GatewayLab.bytes(NEW));
        ReauthOrder real = lab.orders.give(lab.edge, TUNNEL, 2);
        assertThat(outcome(lab, real)).isEqualTo(Kind.REAUTHENTICATED);
    }

    @Test
    void outcomeIsToldOnceTheControlPlaneIsBack() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = upByOldKey(lab, router);
        router.load(tunnel, GatewayLab.bytes(NEW));
        lab.orders.setAway(true);
        ReauthOrder order = lab.orders.give(lab.edge, TUNNEL, 2);
        lab.awaitTrue(() -> !proofsOf(lab, 2).isEmpty());

        lab.orders.setAway(false);

        assertThat(outcome(lab, order)).isEqualTo(Kind.REAUTHENTICATED);
    }

    /** A tunnel that came up by its first key, which was replaced since on the gateway alone. */
    private static LabTunnel upByOldKey(GatewayLab lab, Router router) {
        lab.startAgent();
        LabTunnel tunnel = lab.keyIdTunnel(router, TUNNEL);
        lab.awaitCovered(lab.setKey(TUNNEL, 1, OLD));
        router.load(tunnel, GatewayLab.bytes(OLD));
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
        lab.awaitCovered(lab.setKey(TUNNEL, 2, NEW));
        return tunnel;
    }

    private static Kind outcome(GatewayLab lab, ReauthOrder order) {
        lab.awaitTrue(() -> lab.orders.outcome(order).isPresent());
        return lab.orders.outcome(order).orElseThrow();
    }

    /** Of one that takes all the time that a router has. */
    private Kind lateOutcome(ReauthOrder order) {
        pause(Reauthentication.COMING_BACK);
        return outcome(lab, order);
    }

    private static IkeSa sa(GatewayLab lab) {
        List<IkeSa> sas =
                lab.gateway.charon().client().sas().stream().filter(IkeSa::isEstablished).toList();
        assertThat(sas).hasSize(1);
        return sas.getFirst();
    }

    private static List<Proof> proofsOf(GatewayLab lab, long version) {
        return lab.feed.evidence().stream()
                .map(Evidence::proofs)
                .flatMap(List::stream)
                .filter(proof -> proof.version().value() == version)
                .toList();
    }

    private static List<Rejection> rejectionsOf(GatewayLab lab, long version) {
        return lab.feed.evidence().stream()
                .map(Evidence::rejections)
                .flatMap(List::stream)
                .filter(rejection ->
                        rejection.target().filter(t -> t.version().value() == version).isPresent())
                .toList();
    }

    /** For what must not happen. */
    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
