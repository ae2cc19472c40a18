package dev.keyferry.server.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.codec.PollCodec;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.wire.Problem;
import dev.keyferry.server.RemoteGateways;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.http.HttpTimeouts;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Polls that wait for something new, on a real server, over real TLS. */
class WaitingPollsTest {
    private static final HttpTimeouts TIMEOUTS =
            new HttpTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(10));

    /** Threads of the platform that the virtual machine starts by itself meanwhile. */
    private static final int SPARE_THREADS = 40;

    private static final int MANY = 200;

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
    void pollEndsWhenItsPeerGoes() throws Exception {
        String token = remote.enrol("gw-1").reveal();
        byte[] poll = peer.waiting(token);
        SSLSocket socket = peer.socket();
        GatewayPeer.write(socket, GatewayPeer.head(GatewayCall.POLL, token, poll.length));
        socket.getOutputStream().write(poll);
        socket.getOutputStream().flush();
        await().until(peer::waitingGateways, Integer.valueOf(1)::equals);

        socket.close();

        await().atMost(Duration.ofSeconds(5))
                .until(peer::waitingGateways, Integer.valueOf(0)::equals);
    }

    @Test
    void pollWaitsLongerThanAnIdleConnectionMay() throws Exception {
        String token = remote.enrol("gw-1").reveal();
        // Not a multiple: idleness is looked for after each such time.
        Duration patience = TIMEOUTS.idle().multipliedBy(3).dividedBy(2);
        Page now = peer.page(token);
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
        CompletableFuture<HttpResponse<byte[]>> answer = peer.sendWaiting(token);
        await().until(peer::waitingGateways, Integer.valueOf(1)::equals);

        remote.close();

        GatewayPeer.assertProblem(answer.join(), Problem.Kind.UNAVAILABLE);
    }

    @Test
    void pollEndsWhenItsGatewayIsRevoked() throws Exception {
        String token = remote.enrol("gw-1").reveal();
        CompletableFuture<HttpResponse<byte[]>> answer = peer.sendWaiting(token);
        await().until(peer::waitingGateways, Integer.valueOf(1)::equals);

        remote.useCases().gateways().revoke().revoke(remote.caller(), new GatewayName("gw-1"));

        GatewayPeer.assertProblem(answer.join(), Problem.Kind.UNAUTHORIZED);
        GatewayPeer.assertProblem(
                remote.send(GatewayCall.POLL, token, GatewayPeer.start()),
                Problem.Kind.UNAUTHORIZED);
    }

    @Test
    void gatewayHasUpToEightCallsAtOnceAndOthersAreNotHeldUp() throws Exception {
        String token = remote.enrol("gw-1").reveal();
        String other = remote.enrol("gw-2").reveal();
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int i = 0; i < GatewayCalls.MAX_CALLS_OF_GATEWAY; i++) {
            answers.add(peer.sendWaiting(token));
            int sent = i + 1;
            await().until(peer::waitingGateways, Integer.valueOf(sent)::equals);
        }

        GatewayPeer.assertProblem(
                remote.send(GatewayCall.POLL, token, GatewayPeer.start()),
                Problem.Kind.UNAVAILABLE);
        assertThat(peer.page(other).records()).isEmpty();
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
            answers.add(peer.sendWaiting(token));
        }
        await().atMost(Duration.ofSeconds(60))
                .until(peer::waitingGateways, Integer.valueOf(MANY)::equals);
        assertThat(Thread.getAllStackTraces().size()).isLessThan(before + SPARE_THREADS);
        assertThat(answers).noneMatch(CompletableFuture::isDone);

        setAKey();

        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            Page page = (Page) PageCodec.decode(answer.join().body());
            assertThat(page.records()).hasSize(1);
        }
        assertThat(peer.waitingGateways()).isZero();
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
}
