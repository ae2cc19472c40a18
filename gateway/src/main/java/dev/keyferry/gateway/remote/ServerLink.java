package dev.keyferry.gateway.remote;

import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.wire.Problem;
import dev.keyferry.feed.wire.Protocol;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;

/**
 * Sends a gateway's calls to one server over TLS, whose certificate must lead to a given authority
 * and bear the name that is called. Thread-safe.
 */
public final class ServerLink implements AutoCloseable {
    /** For the connection and its TLS handshake. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final ServerAddress server;
    private final HttpClient http;

    public ServerLink(ServerAddress server, Authority authority) {
        this.server = server;
        SSLParameters tls = new SSLParameters();
        tls.setProtocols(PROTOCOLS);
        tls.setEndpointIdentificationAlgorithm("HTTPS");
        // HTTP/1.1, because there a call that times out takes its connection with it: one that the
        // network has swallowed is not used again.
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .sslContext(authority.tls())
                        .sslParameters(tls)
                        .build();
    }

    /** Where the calls go. */
    public ServerAddress server() {
        return server;
    }

    /**
     * Makes one call.
     *
     * @param authorization the header of this name, a secret
     * @param deadline for all of it, the answer's last byte included
     * @return the body of an answer with success
     * @throws NotLinked if there is no such answer
     */
    byte[] send(GatewayCall call, String authorization, byte[] body, Duration deadline)
            throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.at(call.path()))
                        .header("Authorization", authorization)
                        .header("Content-Type", call.mediaType())
                        .header(Protocol.HEADER, Integer.toString(Protocol.NUMBER))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        int limit = Math.max(call.maxAnswerBytes(), Problem.MAX_BYTES);
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), limit));
        try {
            return Answers.body(
                    server, call, answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw Failures.of(server, Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw Failures.overdue(server, e);
        } finally {
            answer.cancel(true);
        }
    }

    /** Ends running calls. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
