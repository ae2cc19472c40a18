package dev.keyferry.server.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.codec.PollCodec;
import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.wire.Problem;
import dev.keyferry.server.RemoteGateways;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.http.parts.TlsClient;
import dev.keyferry.server.tls.Certificates;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;

/** What tests of a gateway's calls send, and read of the answers. Confined to one thread. */
record GatewayPeer(RemoteGateways remote, Path directory) {
    int waitingGateways() {
        return remote.server().waitingGateways();
    }

    /** A poll that has nothing new to read. */
    byte[] waiting(String token) throws IOException, InterruptedException {
        Page now = page(token);
        return remote.waitingPoll(now.epoch(), now.upTo());
    }

    Page page(String token) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = remote.send(GatewayCall.POLL, token, start());
        assertThat(answer.statusCode()).isEqualTo(200);
        return (Page) PageCodec.decode(answer.body());
    }

    CompletableFuture<HttpResponse<byte[]>> sendWaiting(String token) throws Exception {
        return remote.client()
                .http()
                .sendAsync(
                        remote.request(GatewayCall.POLL, token, waiting(token)).build(),
                        BodyHandlers.ofByteArray());
    }

    static byte[] start() {
        return PollCodec.encode(
                new Poll(RemoteGateways.SESSION, new Position.Start(), Duration.ZERO));
    }

    SSLSocket socket() throws IOException {
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

    static String head(GatewayCall call, String token, int length) {
        return "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n"
                        .formatted(call.path(), token)
                + "Keyferry-Protocol: 1\r\nContent-Length: %d\r\n\r\n".formatted(length);
    }

    static void write(SSLSocket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    static Problem problem(HttpResponse<byte[]> answer) {
        return Problem.decode(answer.body());
    }

    static void assertProblem(HttpResponse<byte[]> answer, Problem.Kind kind) {
        assertThat(problem(answer).kind()).isEqualTo(kind);
        assertThat(answer.statusCode()).isEqualTo(kind.status());
        assertThat(problem(answer).message()).doesNotContain("kfg_", "kfe_");
    }
}
