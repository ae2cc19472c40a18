package dev.keyferry.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.gateway.rules.Connection.Round;
import dev.keyferry.gateway.rules.KeyPlan.Safety;
import dev.keyferry.gateway.rules.Step.Unloading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeyPlanTest {
    private static final TestEdge EDGE = new TestEdge();
    private static final TestTunnel TUNNEL = TestTunnel.of(1);
    private static final KeyRecord KEY = EDGE.key(1, TUNNEL, 5, "a key");
    private static final GoneRecord GONE = EDGE.gone(2, TUNNEL, 6);
    private static final LocalIdentities NONE = new LocalIdentities(List.of());
    private static final Holding OLDER = new Holding.Exactly(new PskVersion(4));
    private static final Holding SAME = new Holding.Exactly(new PskVersion(5));

    private static final KeyPlan SAFE = new KeyPlan(Safety.SAFE, OnUnsafe.UNLOAD, NONE);
    private static final KeyPlan UNSAFE = new KeyPlan(Safety.UNSAFE, OnUnsafe.UNLOAD, NONE);
    private static final KeyPlan OUTDATED = new KeyPlan(Safety.UNKNOWN, OnUnsafe.UNLOAD, NONE);
    private static final KeyPlan REPORTING = new KeyPlan(Safety.UNSAFE, OnUnsafe.REPORT, NONE);

    @Test
    void loadsWhatIsAbsentUnknownOrOlder() {
        for (Holding holding : List.of(Holding.ABSENT, Holding.UNKNOWN, OLDER)) {
            assertThat(SAFE.step(Optional.of(KEY), holding)).isEqualTo(new Step.Load(KEY));
        }
    }

    @Test
    void keepsWhatIsThere() {
        assertThat(SAFE.step(Optional.of(KEY), SAME)).isEqualTo(new Step.Keep(KEY));
        assertThat(OUTDATED.step(Optional.of(KEY), SAME)).isEqualTo(new Step.Keep(KEY));
    }

    @Test
    void loadsAndUnloadsNothingOnceTheCheckIsOutdated() {
        for (Holding holding : List.of(Holding.ABSENT, Holding.UNKNOWN, OLDER)) {
            assertThat(OUTDATED.step(Optional.of(KEY), holding))
                    .isEqualTo(new Step.Withhold(Unloading.NOT_NEEDED));
        }
    }

    @Test
    void endsWhatIsGone() {
        for (KeyPlan plan : List.of(SAFE, UNSAFE, OUTDATED, REPORTING)) {
            assertThat(plan.step(Optional.of(GONE), SAME))
                    .isEqualTo(new Step.End(GONE, Unloading.NEEDED));
            assertThat(plan.step(Optional.of(GONE), Holding.ABSENT))
                    .isEqualTo(new Step.End(GONE, Unloading.NOT_NEEDED));
        }
    }

    @Test
    void clearsWhatNobodyWants() {
        assertThat(SAFE.step(Optional.empty(), Holding.UNKNOWN))
                .isEqualTo(new Step.Clear(Unloading.NEEDED));
        assertThat(SAFE.step(Optional.empty(), Holding.ABSENT))
                .isEqualTo(new Step.Clear(Unloading.NOT_NEEDED));
    }

    @Test
    void loadsNothingBesideAnUnsafeConnectionAndUnloadsWhatIsThere() {
        assertThat(UNSAFE.step(Optional.of(KEY), Holding.ABSENT))
                .isEqualTo(new Step.Withhold(Unloading.NOT_NEEDED));
        for (Holding holding : List.of(Holding.UNKNOWN, OLDER, SAME)) {
            assertThat(UNSAFE.step(Optional.of(KEY), holding))
                    .isEqualTo(new Step.Withhold(Unloading.NEEDED));
        }
    }

    @Test
    void neitherLoadsNorUnloadsWhereItIsOnlyToReport() {
        for (Holding holding : List.of(Holding.ABSENT, Holding.UNKNOWN, OLDER, SAME)) {
            assertThat(REPORTING.step(Optional.of(KEY), holding))
                    .isEqualTo(new Step.Withhold(Unloading.NOT_NEEDED));
        }
    }

    @Test
    void refusesEachReservedIdentityOfARecord() {
        for (IkeIdentity identity : KEY.binding().identities()) {
            KeyPlan plan = new KeyPlan(Safety.SAFE, OnUnsafe.UNLOAD, localIdentity(identity));

            Step step = plan.step(Optional.of(KEY), SAME);

            assertThat(step).isInstanceOf(Step.Refuse.class);
            Step.Refuse refuse = (Step.Refuse) step;
            assertThat(refuse.unloading()).isEqualTo(Unloading.NEEDED);
            assertThat(refuse.exception().kind()).isEqualTo(TunnelException.Kind.RESERVED_IDENTITY);
            assertThat(refuse.exception().version()).isEqualTo(new PskVersion(5));
        }
    }

    @Test
    void refusesAnAddressOfTheGatewayInAHandMadeRecord() {
        KeyRecord record =
                EDGE.key(
                        3,
                        EDGE.binding(
                                TUNNEL,
                                7,
                                List.of(new IkeIdentity(IkeIdentity.Type.IPV4, "c6120001"))),
                        "a key");
        KeyPlan plan =
                new KeyPlan(
                        Safety.SAFE,
                        OnUnsafe.UNLOAD,
                        new LocalIdentities(
                                List.of(
                                        new Connection(
                                                "c",
                                                "IKEv2",
                                                List.of("198.18.0.1"),
                                                List.of(),
                                                List.of()))));

        assertThat(plan.step(Optional.of(record), Holding.ABSENT)).isInstanceOf(Step.Refuse.class);
        assertThat(SAFE.step(Optional.of(record), Holding.ABSENT)).isInstanceOf(Step.Load.class);
    }

    private static LocalIdentities localIdentity(IkeIdentity identity) {
        String text = new String(identity.bytes(), StandardCharsets.US_ASCII);
        Round round = new Round(Optional.of("public key"), Optional.of(text));
        return new LocalIdentities(
                List.of(new Connection("c", "IKEv2", List.of(), List.of(round), List.of())));
    }
}
