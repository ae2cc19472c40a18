package dev.keyferry.server.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.codec.ReauthCodec;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.wire.Problem;
import dev.keyferry.server.RemoteGateways;
import dev.keyferry.server.http.HttpTimeouts;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways that wait for orders to reauthenticate, on a real server, over real TLS. */
class WaitingForOrdersTest {
    private static final HttpTimeouts TIMEOUTS =
            new HttpTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(10));

    @TempDir private Path directory;

    private RemoteGateways remote;
    private GatewayPeer peer;
    private String token = "";

    @BeforeEach
    void startServer() throws Exception {
        remote = new RemoteGateways(directory.resolve("data"), TIMEOUTS);
        peer = new GatewayPeer(remote, directory);
        token = remote.enrol("gw-1").reveal();
    }

    @AfterEach
    void stopServer() {
        remote.close();
    }

    @Test
    void noOrderIsAnEmptyAnswerAndIsNoWaitingPoll() throws Exception {
        HttpResponse<byte[]> none =
                remote.send(GatewayCall.REAUTH, token, question(Duration.ofMillis(100)));
        assertThat(none.statusCode()).isEqualTo(200);
        assertThat(ReauthCodec.decodeOrders(none.body()).orders()).isEmpty();

        CompletableFuture<HttpResponse<byte[]>> waiting = sendWaiting();
        assertThat(peer.waitingGateways()).isZero();
        assertThat(waiting).isNotDone();
    }

    @Test
    void waitingEndsWhenTheGatewayIsRevoked() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> waiting = sendWaiting();
        remote.useCases().gateways().revoke().revoke(remote.caller(), new GatewayName("gw-1"));
        GatewayPeer.assertProblem(waiting.join(), Problem.Kind.UNAUTHORIZED);
    }

    @Test
    void waitingEndsWhenTheServerStops() throws Exception {
        List<CompletableFuture<HttpResponse<byte[]>>> waiting = new ArrayList<>();
        for (int i = 0; i < GatewayCalls.MAX_CALLS_OF_GATEWAY; i++) {
            waiting.add(sendWaiting());
        }
        // All have begun once there is no place for another call.
        await().until(() ->
                remote.send(GatewayCall.POLL, token, GatewayPeer.start()).statusCode()
                        == Problem.Kind.UNAVAILABLE.status());
        assertThat(waiting).noneMatch(CompletableFuture::isDone);

        remote.close();

        for (CompletableFuture<HttpResponse<byte[]>> answer : waiting) {
            GatewayPeer.assertProblem(answer.join(), Problem.Kind.UNAVAILABLE);
        }
    }

    @Test
    void outcomeIsHeardUnderTheNameOfItsGatewayAndTheFirstWordCounts() throws Exception {
        Revision number = new Revision(7);
        tell(new ReauthOutcome(number, Kind.REFUSED));
        tell(new ReauthOutcome(number, Kind.REAUTHENTICATED));

        GatewayName name = new GatewayName("gw-1");
        assertThat(
                        remote.useCases()
                                .gateways()
                                .orders()
                                .await(number, Set.of(name), Duration.ofSeconds(20)))
                .containsOnlyKeys(name)
                .containsEntry(name, Kind.REFUSED);
    }

    @Test
    void whatIsNoQuestionIsMalformed() throws Exception {
        GatewayPeer.assertProblem(
                remote.send(GatewayCall.REAUTH, token, new byte[] {1, 10}), Problem.Kind.MALFORMED);
        GatewayPeer.assertProblem(
                remote.send(GatewayCall.REAUTH_OUTCOME, token, new byte[] {1, 12}),
                Problem.Kind.MALFORMED);
    }

    private void tell(ReauthOutcome outcome) throws Exception {
        HttpResponse<byte[]> answer =
                remote.send(GatewayCall.REAUTH_OUTCOME, token, ReauthCodec.encode(outcome));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    private CompletableFuture<HttpResponse<byte[]>> sendWaiting() {
        return remote.client()
                .http()
                .sendAsync(
                        remote.request(GatewayCall.REAUTH, token, question(Duration.ofSeconds(25)))
                                .build(),
                        BodyHandlers.ofByteArray());
    }

    private static byte[] question(Duration patience) {
        return ReauthCodec.encode(new ReauthQuestion(Revision.NONE, patience));
    }
}
