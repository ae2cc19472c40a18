package dev.keyferry.app.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server and hands everything on, but loses the answer to one POST, which the
 * server has done by then. Thread-safe.
 */
final class LosingRelay implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final URI target;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicInteger gets = new AtomicInteger();
    private volatile int lost;

    private LosingRelay(URI target, HttpServer server) {
        this.target = target;
        this.server = server;
    }

    static LosingRelay open(URI target) {
        try {
            InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            LosingRelay relay = new LosingRelay(target, HttpServer.create(free, 0));
            relay.server.createContext("/", relay::handle);
            relay.server.start();
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address, with the path of what it stands before. */
    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + target.getRawPath();
    }

    /** Has the answer lost to the n-th POST from now on; 0 loses none. */
    void lose(int nth) {
        posts.set(0);
        gets.set(0);
        lost = nth;
    }

    /** How many POSTs came since {@link #lose}. */
    int posts() {
        return posts.get();
    }

    /** How many GETs came since then. */
    int gets() {
        return gets.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        // To close an exchange without an answer drops the connection.
        try (exchange) {
            HttpResponse<byte[]> answer = forward(exchange);
            gets.addAndGet(exchange.getRequestMethod().equals("GET") ? 1 : 0);
            boolean isPost = exchange.getRequestMethod().equals("POST");
            if (isPost && posts.incrementAndGet() == lost) {
                return;
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                        .timeout(DEADLINE)
                        .header(
                                "Authorization",
                                exchange.getRequestHeaders().getFirst("Authorization"))
                        .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header("Content-Type", "application/json");
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the relay was closed", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
