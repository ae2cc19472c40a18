package dev.keyferry.server.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.codec.PollCodec;
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
import dev.keyferry.server.DataDirectory;
import dev.keyferry.server.RemoteGateways;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.limit.FailedAuthentications;
import dev.keyferry.server.http.parts.TlsClient;
import dev.keyferry.server.tls.Certificates;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    /** Threads of the platform that the virtual machine starts by itself meanwhile. */
    private static final int SPARE_THREADS = 40;

    private static final int MANY = 200;

    @TempDir private Path directory;

    private RemoteGateways remote;

    @BeforeEach
    void startServer() throws InterruptedException {
        remote = new RemoteGateways(directory.resolve("data"), TIMEOUTS);
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
        assertThat(page(answer.token().reveal()).records()).isEmpty();
    }

    @Test
    void enrolmentTokenWorksOnce() throws Exception {
        String token = remote.name("gw-1").reveal();
        enrol(token);

        assertProblem(enrol(token), Problem.Kind.UNAUTHORIZED);
    }

    @Test
    void enrolmentWithAnotherEdgeKeyIsRefusedAndLeavesTheToken() throws Exception {
        String token = remote.name("gw-1").reveal();
        byte[] other = EnrolmentForm.encode(new EnrolRequest(new EdgeKeyId("0".repeat(32))));

        assertProblem(remote.send(GatewayCall.ENROL, token, other), Problem.Kind.EDGE_KEY_REFUSED);
        assertThat(enrol(token).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void strangersTokenIsAnswered401(GatewayCall call) throws Exception {
        GatewayToken stranger = GatewayToken.random(new SecureRandom());

        HttpResponse<byte[]> answer = remote.send(call, stranger.reveal(), new byte[1]);

        assertProblem(answer, Problem.Kind.UNAUTHORIZED);
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
                                    .POST(BodyPublishers.ofByteArray(start()))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "999999"})
    void newerProtocolIsAnswered426(String number) throws Exception {
        HttpResponse<byte[]> answer = poll(Optional.of(number));

        assertProblem(answer, Problem.Kind.SERVER_TOO_OLD);
        assertThat(problem(answer).message()).contains("protocol 1", "update the server");
        assertThat(answer.headers().firstValue(Protocol.HEADER)).contains("1");
    }

    @Test
    void requestWithoutAProtocolIsMalformed() throws Exception {
        assertProblem(poll(Optional.empty()), Problem.Kind.MALFORMED);
        assertProblem(poll(Optional.of("x")), Problem.Kind.MALFORMED);
    }

    @Test
    void manyWrongTokensAreHeldUpAndAGoodOneIsNot() throws Exception {
        String good = remote.enrol("gw-1").reveal();
        String wrong = GatewayToken.random(new SecureRandom()).reveal();
        for (int i = 0; i < FailedAuthentications.MAX_FAILURES; i++) {
            assertProblem(remote.send(GatewayCall.POLL, wrong, start()), Problem.Kind.UNAUTHORIZED);
        }

        HttpResponse<byte[]> answer = remote.send(GatewayCall.POLL, wrong, start());

        assertProblem(answer, Problem.Kind.TOO_MANY_FAILURES);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertProblem(enrol(wrong), Problem.Kind.TOO_MANY_FAILURES);
        assertThat(page(good).records()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bodyHasUpToItsLimitAndNoByteMore(GatewayCall call) throws Exception {
        String token =
                call == GatewayCall.ENROL
                        ? remote.name("gw-1").reveal()
                        : remote.enrol("gw-1").reveal();

        assertProblem(
                remote.send(call, token, new byte[call.maxRequestBytes()]), Problem.Kind.MALFORMED);
        assertProblem(
                remote.send(call, token, new byte[call.maxRequestBytes() + 1]),
                Problem.Kind.TOO_LARGE);
        HttpRequest chunked =
                remote.request(call, token, new byte[0])
                        .POST(
                                BodyPublishers.fromPublisher(
                                        BodyPublishers.ofByteArray(
                                                new byte[call.maxRequestBytes() + 1])))
                        .build();
        assertProblem(
                remote.client().http().send(chunked, BodyHandlers.ofByteArray()),
                Problem.Kind.TOO_LARGE);
    }

    @Test
    void slowBodyIsGivenUp() throws Exception {
        String token = remote.enrol("gw-1").reveal();
        try (SSLSocket socket = socket()) {
            write(socket, head(GatewayCall.REPORT, token, 1_000));
            byte[] answer = socket.getInputStream().readNBytes(12);

            assertThat(answer).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void pollEndsWhenItsPeerGoes() throws Exception {
        String token = remote.enrol("gw-1").reveal();
        byte[] poll = waiting(token);
        SSLSocket socket = socket();
        write(socket, head(GatewayCall.POLL, token, poll.length));
        socket.getOutputStream().write(poll);
        socket.getOutputStream().flush();
        await().until(this::waiting, Integer.valueOf(1)::equals);

        socket.close();

        await().atMost(Duration.ofSeconds(5)).until(this::waiting, Integer.valueOf(0)::equals);
    }

    @Test
    void pollWaitsLongerThanAnIdleConnectionMay() throws Exception {
        String token = remote.enrol("gw-1").reveal();
        // Not a multiple: idleness is looked for after each such time.
        Duration patience = TIMEOUTS.idle().multipliedBy(3).dividedBy(2);
        Page now = page(token);
        Poll poll =
                new Poll(
                        RemoteGateways.SESSION,
                        new Position.After(now.epoch(), now.upTo()),
                        patience);

        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> answer =
                    remote.send(GatewayCall.POLL, token, PollCodec.encode(poll));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(((Page) PageCodec.decode(answer.body())).records()).isEmpty();
        }
    }

    @Test
    void pollEndsWhenTheServerStops() throws Exception {
        String token = remote.enrol("gw-1").reveal();
        CompletableFuture<HttpResponse<byte[]>> answer = sendWaiting(token);
        await().until(this::waiting, Integer.valueOf(1)::equals);

        remote.close();

        assertProblem(answer.join(), Problem.Kind.UNAVAILABLE);
    }

    @Test
    void pollEndsWhenItsGatewayIsRevoked() throws Exception {
        String token = remote.enrol("gw-1").reveal();
        CompletableFuture<HttpResponse<byte[]>> answer = sendWaiting(token);
        await().until(this::waiting, Integer.valueOf(1)::equals);

        remote.useCases().gateways().revoke().revoke(remote.caller(), new GatewayName("gw-1"));

        assertProblem(answer.join(), Problem.Kind.UNAUTHORIZED);
        assertProblem(remote.send(GatewayCall.POLL, token, start()), Problem.Kind.UNAUTHORIZED);
    }

    @Test
    void gatewayHasUpToEightCallsAtOnceAndOthersAreNotHeldUp() throws Exception {
        String token = remote.enrol("gw-1").reveal();
        String other = remote.enrol("gw-2").reveal();
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int i = 0; i < GatewayCalls.MAX_CALLS_OF_GATEWAY; i++) {
            answers.add(sendWaiting(token));
            int sent = i + 1;
            await().until(this::waiting, Integer.valueOf(sent)::equals);
        }

        assertProblem(remote.send(GatewayCall.POLL, token, start()), Problem.Kind.UNAVAILABLE);
        assertThat(page(other).records()).isEmpty();
        assertThat(answers).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void manyWaitingPollsAreReleasedByOneCommitWithoutThreadsOfTheirOwn() throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            tokens.add(remote.enrol("gw-" + i).reveal());
        }
        int before = Thread.getAllStackTraces().size();
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (String token : tokens) {
            answers.add(sendWaiting(token));
        }
        await().atMost(Duration.ofSeconds(60)).until(this::waiting, Integer.valueOf(MANY)::equals);
        assertThat(Thread.getAllStackTraces().size()).isLessThan(before + SPARE_THREADS);
        assertThat(answers).noneMatch(CompletableFuture::isDone);

        setAKey();

        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            Page page = (Page) PageCodec.decode(answer.join().body());
            assertThat(page.records()).hasSize(1);
        }
        assertThat(waiting()).isZero();
    }

    private int waiting() {
        return remote.server().waitingGateways();
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
                        .POST(BodyPublishers.ofByteArray(start()));
        protocol.ifPresent(number -> request.header(Protocol.HEADER, number));
        return remote.client().http().send(request.build(), BodyHandlers.ofByteArray());
    }

    private Page page(String token) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = remote.send(GatewayCall.POLL, token, start());
        assertThat(answer.statusCode()).isEqualTo(200);
        return (Page) PageCodec.decode(answer.body());
    }

    private CompletableFuture<HttpResponse<byte[]>> sendWaiting(String token) throws Exception {
        return remote.client()
                .http()
                .sendAsync(
                        remote.request(GatewayCall.POLL, token, waiting(token)).build(),
                        BodyHandlers.ofByteArray());
    }

    /** A poll that has nothing new to read. */
    private byte[] waiting(String token) throws IOException, InterruptedException {
        Page now = page(token);
        return remote.waitingPoll(now.epoch(), now.upTo());
    }

    private static byte[] start() {
        return PollCodec.encode(
                new Poll(RemoteGateways.SESSION, new Position.Start(), Duration.ZERO));
    }

    private void setAKey() throws Exception {
        String accounts = "/client/v4/accounts";
        String account = id(post(accounts, "{\"name\":\"acme\"}"));
        String tunnel =
                """
                {"name":"t-1","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31",
                 "customer_endpoint":"198.51.100.7","psk":"qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA"}
                """;
        // It would wait for the gateways of this test, which report nothing.
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        post(accounts + "/" + account + "/magic/ipsec_tunnels", tunnel);
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        String token =
                Files.readString(
                                DataDirectory.administratorToken(directory.resolve("data")),
                                StandardCharsets.US_ASCII)
                        .strip();
        HttpRequest request =
                HttpRequest.newBuilder(remote.uri(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return remote.client().http().send(request, BodyHandlers.ofString()).body();
    }

    private static String id(String answer) {
        int start = answer.indexOf("\"id\":\"") + 6;
        return answer.substring(start, start + 32);
    }

    private SSLSocket socket() throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        TlsClient.trusting(
                                        Certificates.authority(
                                                DataDirectory.tls(directory.resolve("data"))))
                                .getSocketFactory()
                                .createSocket(
                                        InetAddress.getLoopbackAddress(),
                                        remote.uri("/").getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static String head(GatewayCall call, String token, int length) {
        return "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n"
                        .formatted(call.path(), token)
                + "Keyferry-Protocol: 1\r\nContent-Length: %d\r\n\r\n".formatted(length);
    }

    private static void write(SSLSocket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static Problem problem(HttpResponse<byte[]> answer) {
        return Problem.decode(answer.body());
    }

    private static void assertProblem(HttpResponse<byte[]> answer, Problem.Kind kind) {
        assertThat(problem(answer).kind()).isEqualTo(kind);
        assertThat(answer.statusCode()).isEqualTo(kind.status());
        assertThat(problem(answer).message()).doesNotContain("kfg_", "kfe_");
    }
}
