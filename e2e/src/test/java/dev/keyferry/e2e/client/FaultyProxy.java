package dev.keyferry.e2e.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyferry.server.contract.Answer;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between an API client and the server, and spoils what the client asks it to: the header
 * {@value #FAULT} is {@code <name> <kind> <times>}, and the first so many requests with that name
 * fare so. All else passes unchanged. Every answer of the server is kept, to be held against the
 * API's description. Thread-safe.
 */
final class FaultyProxy implements AutoCloseable {
    private static final String FAULT = "x-fault";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** Those that belong to one connection, or that each side makes for itself. */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "host", "transfer-encoding", "date", FAULT);

    private final URI target;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    private FaultyProxy(URI target, HttpServer server) {
        this.target = target;
        this.server = server;
    }

    /** Starts it before the server at this address. */
    static FaultyProxy open(URI target) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FaultyProxy proxy = new FaultyProxy(target, server);
            server.setExecutor(proxy.threads);
            server.createContext("/", proxy::handle);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of what it stands before, with its own host and port. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + target.getRawPath();
    }

    /** What the server answered until now, spoilt or not on its way to the client. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        client.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (faultOf(exchange)) {
                case "" -> answer(exchange, forward(exchange));
                // To close an exchange without an answer drops the connection.
                case "drop-request" -> exchange.getRequestBody().readAllBytes();
                case "drop-answer" -> forward(exchange);
                case "429" -> fail(exchange, 429, 971);
                case "500" -> fail(exchange, 500, 19500);
                default -> throw new IllegalArgumentException("no such fault");
            }
        }
    }

    private String faultOf(HttpExchange exchange) {
        String asked = exchange.getRequestHeaders().getFirst(FAULT);
        if (asked == null) {
            return "";
        }
        String[] nameKindTimes = asked.split(" ", 3);
        int request = seen.merge(nameKindTimes[0], 1, Integer::sum);
        return request <= Integer.parseInt(nameKindTimes[2]) ? nameKindTimes[1] : "";
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                        .timeout(DEADLINE)
                        .method(
                                exchange.getRequestMethod(),
                                BodyPublishers.ofByteArray(
                                        exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        try {
            HttpResponse<byte[]> response =
                    client.send(request.build(), BodyHandlers.ofByteArray());
            answers.add(
                    new Answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            response.statusCode(),
                            response.headers(),
                            new String(response.body(), StandardCharsets.UTF_8)));
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the proxy was closed", e);
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
            throws IOException {
        response.headers()
                .map()
                .forEach((name, values) -> {
                    if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                        exchange.getResponseHeaders().put(name, values);
                    }
                });
        send(exchange, response.statusCode(), response.body());
    }

    private static void fail(HttpExchange exchange, int status, int code) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Retry-After", "1");
        String body =
                """
                {"success":false,"errors":[{"code":%d,"message":"asked for"}],"messages":[],\
                "result":null}\
                """
                        .formatted(code);
        send(exchange, status, body.getBytes(StandardCharsets.US_ASCII));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
