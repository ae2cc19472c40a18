package dev.keyferry.server.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.codec.WitnessCodec;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.HeadQuestion.Doubt;
import dev.keyferry.server.RemoteGateways;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.usecase.port.edge.Witnesses;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways that bear witness of the audit, over real TLS. */
class WitnessRoutesTest {
    private static final HeadQuestion NOTHING = new HeadQuestion(Optional.empty(), Doubt.NONE);

    @TempDir private Path directory;

    private RemoteGateways remote;
    private String token;

    @BeforeEach
    void enrol() throws Exception {
        remote = new RemoteGateways(directory.resolve("data"), HttpTimeouts.DEFAULT);
        token = remote.enrol("gw-1").reveal();
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    @Test
    void isToldTheSignedHeadAndWhatStandsWhereItRemembersARecord() throws Exception {
        HeadAnswer first = ask(NOTHING);
        assertThat(first.newest().isSigned()).isTrue();
        // The edge was created, the gateway named, and enrolled.
        assertThat(first.newest().head().seq()).isEqualTo(3);
        assertThat(first.kept()).isEmpty();

        remote.name("gw-2");
        AuditHead known = first.newest().head();
        HeadAnswer second = ask(remembering(known, Doubt.NONE));
        assertThat(second.newest().head().seq()).isEqualTo(4);
        assertThat(second.newest().key()).isEqualTo(first.newest().key());
        assertThat(second.kept()).contains(known.hash());
        assertThat(
                        ask(remembering(new AuditHead(known.epoch(), 5, known.hash()), Doubt.NONE))
                                .kept())
                .isEmpty();
    }

    @Test
    void whatItRemembersAndDoubtsIsShownWithTheGateway() throws Exception {
        assertThat(shown()).isEmpty();
        AuditHead known = ask(NOTHING).newest().head();
        ask(remembering(known, Doubt.RECORD_GONE));
        assertThat(shown()).contains(remembering(known, Doubt.RECORD_GONE));
    }

    @Test
    void isAskedByServedGatewaysOnly() throws Exception {
        assertThat(send("kfg_" + "0".repeat(64), WitnessCodec.encode(NOTHING)).statusCode())
                .isEqualTo(401);
        assertThat(send(token, new byte[] {1, 13, 2}).statusCode()).isEqualTo(400);
        remote.useCases().gateways().revoke().revoke(remote.caller(), new GatewayName("gw-1"));
        assertThat(send(token, WitnessCodec.encode(NOTHING)).statusCode()).isEqualTo(401);
    }

    private Optional<HeadQuestion> shown() throws InterruptedException {
        return remote.useCases()
                .gateways()
                .read()
                .get(new GatewayName("gw-1"))
                .witness()
                .map(Witnesses.Said::question);
    }

    private static HeadQuestion remembering(AuditHead head, Doubt doubt) {
        return new HeadQuestion(Optional.of(head), doubt);
    }

    private HeadAnswer ask(HeadQuestion question) throws Exception {
        HttpResponse<byte[]> answer = send(token, WitnessCodec.encode(question));
        assertThat(answer.statusCode()).isEqualTo(200);
        return WitnessCodec.decodeAnswer(answer.body());
    }

    private HttpResponse<byte[]> send(String from, byte[] body) throws Exception {
        return remote.send(GatewayCall.AUDIT_HEAD, from, body);
    }
}
