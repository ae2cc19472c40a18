package dev.keyferry.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.witness.AuditKey;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.HeadQuestion.Doubt;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.domain.gateway.Enrolment;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.edge.Witnesses.Said;
import dev.keyferry.server.usecase.progress.Heard;
import dev.keyferry.server.usecase.progress.Word.Witnessed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gateways said of the audit, and for how long that counts. */
class WitnessDeskTest {
    private static final Instant START = Instant.parse("2026-11-30T09:00:00Z");
    private static final GatewayName ONE = new GatewayName("gw-1");
    private static final HeadQuestion SURE = new HeadQuestion(Optional.empty(), Doubt.NONE);
    private static final HeadQuestion DOUBTING =
            new HeadQuestion(Optional.empty(), Doubt.RECORD_GONE);

    @TempDir private Path directory;
    private final List<Heard> toldOthers = new ArrayList<>();
    private final FeedHub hub = new FeedHub();
    private Instant now = START;
    private Deployed deployed;
    private WitnessDesk desk;

    @BeforeEach
    void open() throws Exception {
        deployed = new Deployed(directory.resolve("data"), LocalGateway.ABSENT);
        desk =
                new WitnessDesk(
                        deployed.store().audit(),
                        AuditKey.generate(),
                        hub,
                        toldOthers::add,
                        () -> now);
        Enrolment enrolment = new Enrolment(Bytes.copyOf(new byte[32]), START);
        hub.changed(
                Gateway.named(ONE, EdgeId.DEFAULT, enrolment, START)
                        .enrolled(Bytes.copyOf(new byte[] {1}), START));
    }

    @AfterEach
    void close() {
        deployed.close();
    }

    @Test
    void aWordIsToldWithItsTimeAndToOtherServers() throws Exception {
        desk.of(ONE).head(SURE);
        assertThat(desk.told(ONE)).contains(new Said(SURE, START));
        assertThat(toldOthers).containsExactly(new Heard(new Witnessed(ONE, SURE), START));
    }

    @Test
    void theSilentBearNoWitness() throws Exception {
        desk.of(ONE).head(SURE);
        now = START.plus(WitnessDesk.LASTING);
        assertThat(desk.told(ONE)).isPresent();
        now = now.plusMillis(1);
        assertThat(desk.told(ONE)).isEmpty();
    }

    @Test
    void aDoubtLastsUntilTheGatewaySaysSomethingElse() throws Exception {
        desk.of(ONE).head(DOUBTING);
        now = START.plus(WitnessDesk.LASTING).plusSeconds(3_600);
        assertThat(desk.told(ONE)).contains(new Said(DOUBTING, START));

        desk.heard(new Witnessed(ONE, SURE), now.minusSeconds(1));
        assertThat(desk.told(ONE)).contains(new Said(SURE, now.minusSeconds(1)));
    }

    @Test
    void whatAnotherServerHeardBeforeIsNoNews() throws Exception {
        desk.of(ONE).head(DOUBTING);
        desk.heard(new Witnessed(ONE, SURE), START.minusSeconds(1));
        assertThat(desk.told(ONE)).contains(new Said(DOUBTING, START));
        desk.heard(new Witnessed(new GatewayName("gw-2"), DOUBTING), START);
        assertThat(desk.told(new GatewayName("gw-2"))).isEmpty();
    }
}
