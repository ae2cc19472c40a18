package dev.keyferry.server.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.wire.EnrolAnswer;
import dev.keyferry.feed.wire.EnrolRequest;
import dev.keyferry.feed.wire.EnrolmentForm;
import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.wire.Problem;
import dev.keyferry.feed.wire.Protocol;
import dev.keyferry.server.RemoteGateways;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.limit.FailedAuthentications;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of gateways on a real server, over real TLS. */
class GatewayRoutesTest {
    private static final HttpTimeouts TIMEOUTS =
            new HttpTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(10));

    @TempDir private Path directory;

    private RemoteGateways remote;
    private GatewayPeer peer;

    @BeforeEach
    void startServer() throws InterruptedException {
        remote = new RemoteGateways(directory.resolve("data"), TIMEOUTS);
        peer = new GatewayPeer(remote, directory);
    }

    @AfterEach
    void stopServer() {
        remote.close();
    }

    @Test
    void hostEnrolsPollsAndReports() throws Exception {
        EnrolmentToken enrolment = remote.name("gw-1");

        HttpResponse<byte[]> enrolled = enrol(enrolment.reveal());

        assertThat(enrolled.statusCode()).isEqualTo(200);
        assertThat(enrolled.headers().firstValue(Protocol.HEADER)).contains("1");
        assertThat(enrolled.headers().firstValue("cache-control")).contains("no-store");
        EnrolAnswer answer = EnrolmentForm.decodeAnswer(enrolled.body());
        assertThat(answer.gateway()).isEqualTo(new GatewayName("gw-1"));
        assertThat(answer.edge()).isEqualTo(RemoteGateways.BERLIN);
        assertThat(answer.deployment()).isEqualTo(remote.server().deployment());
        assertThat(
                        RecordKey.open(
                                answer.sealedRecordKey(),
                                remote.edgeKey(),
                                answer.edge(),
                                answer.gateway()))
                .isNotNull();
        assertThat(peer.page(answer.token().reveal()).records()).isEmpty();
    }

    @Test
    void enrolmentTokenWorksOnce() throws Exception {
        String token = remote.name("gw-1").reveal();
        enrol(token);

        GatewayPeer.assertProblem(enrol(token), Problem.Kind.UNAUTHORIZED);
    }

    @Test
    void enrolmentWithAnotherEdgeKeyIsRefusedAndLeavesTheToken() throws Exception {
        String token = remote.name("gw-1").reveal();
        byte[] other = EnrolmentForm.encode(new EnrolRequest(new EdgeKeyId("0".repeat(32))));

        GatewayPeer.assertProblem(
                remote.send(GatewayCall.ENROL, token, other), Problem.Kind.EDGE_KEY_REFUSED);
        assertThat(enrol(token).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void strangersTokenIsAnswered401(GatewayCall call) throws Exception {
        GatewayToken stranger = GatewayToken.random(new SecureRandom());

        HttpResponse<byte[]> answer = remote.send(call, stranger.reveal(), new byte[1]);

        GatewayPeer.assertProblem(answer, Problem.Kind.UNAUTHORIZED);
        assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @EnumSource
    void plainHttpKnowsNoneOfTheCalls(GatewayCall call) throws Exception {
        String token = remote.enrol("gw-1").reveal();
        URI plain = remote.server().base().resolve(call.path());

        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(plain)
                                    .header("Authorization", "Bearer " + token)
                                    .header(Protocol.HEADER, "1")
                                    .POST(BodyPublishers.ofByteArray(GatewayPeer.start()))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "999999"})
    void newerProtocolIsAnswered426(String number) throws Exception {
        HttpResponse<byte[]> answer = poll(Optional.of(number));

        GatewayPeer.assertProblem(answer, Problem.Kind.SERVER_TOO_OLD);
        assertThat(GatewayPeer.problem(answer).message())
                .contains("protocol 1", "update the server");
        assertThat(answer.headers().firstValue(Protocol.HEADER)).contains("1");
    }

    @Test
    void requestWithoutAProtocolIsMalformed() throws Exception {
        GatewayPeer.assertProblem(poll(Optional.empty()), Problem.Kind.MALFORMED);
        GatewayPeer.assertProblem(poll(Optional.of("x")), Problem.Kind.MALFORMED);
    }

    @Test
    void manyWrongTokensAreHeldUpAndAGoodOneIsNot() throws Exception {
        String good = remote.enrol("gw-1").reveal();
        String wrong = GatewayToken.random(new SecureRandom()).reveal();
        for (int i = 0; i < FailedAuthentications.MAX_FAILURES; i++) {
            GatewayPeer.assertProblem(
                    remote.send(GatewayCall.POLL, wrong, GatewayPeer.start()),
                    Problem.Kind.UNAUTHORIZED);
        }

        HttpResponse<byte[]> answer = remote.send(GatewayCall.POLL, wrong, GatewayPeer.start());

        GatewayPeer.assertProblem(answer, Problem.Kind.TOO_MANY_FAILURES);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        GatewayPeer.assertProblem(enrol(wrong), Problem.Kind.TOO_MANY_FAILURES);
        assertThat(peer.page(good).records()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bodyHasUpToItsLimitAndNoByteMore(GatewayCall call) throws Exception {
        String token =
                call == GatewayCall.ENROL
                        ? remote.name("gw-1").reveal()
                        : remote.enrol("gw-1").reveal();

        GatewayPeer.assertProblem(
                remote.send(call, token, new byte[call.maxRequestBytes()]), Problem.Kind.MALFORMED);
        GatewayPeer.assertProblem(
                remote.send(call, token, new byte[call.maxRequestBytes() + 1]),
                Problem.Kind.TOO_LARGE);
        HttpRequest chunked =
                remote.request(call, token, new byte[0])
                        .POST(
                                BodyPublishers.fromPublisher(
                                        BodyPublishers.ofByteArray(
                                                new byte[call.maxRequestBytes() + 1])))
                        .build();
        GatewayPeer.assertProblem(
                remote.client().http().send(chunked, BodyHandlers.ofByteArray()),
                Problem.Kind.TOO_LARGE);
    }

    @Test
    void slowBodyIsGivenUp() throws Exception {
        String token = remote.enrol("gw-1").reveal();
        try (SSLSocket socket = peer.socket()) {
            GatewayPeer.write(socket, GatewayPeer.head(GatewayCall.REPORT, token, 1_000));
            byte[] answer = socket.getInputStream().readNBytes(12);

            assertThat(answer).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 408");
        }
    }

    private HttpResponse<byte[]> enrol(String token) throws IOException, InterruptedException {
        return remote.send(
                GatewayCall.ENROL,
                token,
                EnrolmentForm.encode(new EnrolRequest(remote.edgeKey().publicKey().id())));
    }

    private HttpResponse<byte[]> poll(Optional<String> protocol)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(remote.uri(GatewayCall.POLL.path()))
                        .header("Authorization", "Bearer " + remote.enrol("gw-1").reveal())
                        .POST(BodyPublishers.ofByteArray(GatewayPeer.start()));
        protocol.ifPresent(number -> request.header(Protocol.HEADER, number));
        return remote.client().http().send(request.build(), BodyHandlers.ofByteArray());
    }
}
