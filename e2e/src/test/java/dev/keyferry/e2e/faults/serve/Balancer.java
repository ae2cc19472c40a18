package dev.keyferry.e2e.faults.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A load balancer as those are by default: it keeps connections to servers, asks each server again
 * and again whether it is ready, and takes those in turn that are; it goes to the next one where a
 * connection fails, and where an answer fails only if the request is idempotent by its method.
 * Every answer is passed on, also one that puts off. Thread-safe.
 */
final class Balancer implements AutoCloseable {
    private static final Set<String> IDEMPOTENT = Set.of("GET", "PUT", "DELETE");
    private static final Set<String> OF_CONNECTION =
            Set.of("connection", "content-length", "host", "http2-settings", "upgrade");
    private static final int MOST_TRIES = 10;
    private static final Duration CHECK = Duration.ofMillis(50);
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(1);

    private final HttpServer front;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<URI> servers = ConcurrentHashMap.newKeySet();
    private volatile List<URI> ready = List.of();
    private volatile boolean isClosed;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    Balancer() throws IOException {
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        front.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        front.createContext("/", this::pass);
        front.start();
        Thread.ofVirtual().start(this::check);
    }

    /** The base of all routes. */
    String base() {
        return "http://127.0.0.1:" + front.getAddress().getPort() + "/client/v4";
    }

    /** Returns when requests may go there. */
    void add(String base) throws InterruptedException {
        URI server = URI.create(base);
        servers.add(server);
        while (!ready.contains(server)) {
            Thread.sleep(CHECK);
        }
    }

    /** It is not asked any more. */
    void remove(String base) {
        servers.remove(URI.create(base));
    }

    /** Requests that a server had taken and did not answer. */
    int broken() {
        return broken.get();
    }

    @Override
    public void close() {
        isClosed = true;
        front.stop(0);
        client.close();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<HttpResponse<byte[]>> answer = answer(exchange, body);
            if (answer.isEmpty()) {
                return;
            }
            answer.get()
                    .headers()
                    .map()
                    .forEach((name, values) -> {
                        if (!OF_CONNECTION.contains(name)) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
            byte[] answered = answer.get().body();
            exchange.sendResponseHeaders(answer.get().statusCode(), answered.length);
            exchange.getResponseBody().write(answered);
        }
    }

    private Optional<HttpResponse<byte[]>> answer(HttpExchange exchange, byte[] body)
            throws IOException {
        for (int i = 0; i < MOST_TRIES; i++) {
            List<URI> now = ready;
            URI server = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
            try {
                return Optional.of(
                        client.send(request(exchange, server, body), BodyHandlers.ofByteArray()));
            } catch (ConnectException e) {
                // The next one may be there.
            } catch (IOException e) {
                broken.incrementAndGet();
                if (!IDEMPOTENT.contains(exchange.getRequestMethod())) {
                    return Optional.empty();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the balancer ends", e);
            }
        }
        return Optional.empty();
    }

    private void check() {
        while (!isClosed) {
            ready = servers.stream().filter(this::isReady).toList();
            LockSupport.parkNanos(CHECK.toNanos());
        }
    }

    private boolean isReady(URI server) {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/healthz/ready"))
                        .timeout(CHECK_TIMEOUT)
                        .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static HttpRequest request(HttpExchange exchange, URI server, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
                        .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (!OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return request.build();
    }
}
