package dev.keyferry.app.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.feed.GatewayCondition;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows an agent's metrics, liveness and readiness on loopback, to GET alone. Thread-safe. */
public final class MetricsListener implements AutoCloseable {
    private static final String TEXT = "text/plain; charset=utf-8";

    /** The names that lead here only: a page in a browser has a name that leads elsewhere too. */
    private static final Pattern LOCAL =
            Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private static final Logger LOG = LoggerFactory.getLogger(MetricsListener.class);

    static {
        // The JDK's server waits for a request and for its reader without end unless it is told.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        System.setProperty("jdk.httpserver.maxConnections", "64");
    }

    private final HttpServer http;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private MetricsListener(HttpServer http) {
        this.http = http;
    }

    /** What is answered to a request. */
    private record Answer(int status, String type, String body) {
        static Answer of(int status, String words) {
            return new Answer(status, TEXT, words + "\n");
        }
    }

    private interface Page {
        Answer show() throws IOException;
    }

    /**
     * Takes the address; nothing is answered before {@link #show}.
     *
     * @throws Failure if it cannot be taken
     */
    public static MetricsListener on(MetricsAddress address) {
        try {
            return new MetricsListener(HttpServer.create(address.socket(), 0));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "--metrics: cannot listen on " + address.socket() + ": " + e.getMessage(),
                    "stop what listens there, or choose another port",
                    e);
        }
    }

    /** Answers from now on. */
    public void show(RemoteAgent agent) {
        PrometheusRegistry registry = new PrometheusRegistry();
        agent.registerIn(registry);
        show(registry, agent::condition);
    }

    void show(PrometheusRegistry registry, Supplier<GatewayCondition> condition) {
        // What leads to none of the others.
        http.createContext("/", exact("", () -> Answer.of(404, "")));
        http.createContext("/metrics", exact("/metrics", () -> metrics(registry)));
        http.createContext("/healthz/live", exact("/healthz/live", () -> Answer.of(200, "live")));
        http.createContext("/healthz/ready", exact("/healthz/ready", () -> ready(condition.get())));
        http.setExecutor(requests);
        http.start();
        LOG.atInfo().addKeyValue("address", address()).log("metrics are shown");
    }

    /** Where it listens, with the port that was taken. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    @Override
    public void close() {
        http.stop(0);
        requests.close();
    }

    private static Answer metrics(PrometheusRegistry registry) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape());
        return new Answer(
                200,
                PrometheusTextFormatWriter.CONTENT_TYPE,
                text.toString(StandardCharsets.UTF_8));
    }

    /**
     * Routers can be let in: the charon holds all keys, whether the control plane is there or not.
     */
    private static Answer ready(GatewayCondition condition) {
        if (condition.kind() == GatewayCondition.Kind.SERVING) {
            return Answer.of(200, "ready");
        }
        String detail = condition.detail().isEmpty() ? "" : ": " + condition.detail();
        return Answer.of(503, "not ready: " + condition.kind().token() + detail);
    }

    // A context takes every path that begins as its own.
    private static HttpHandler exact(String path, Page page) {
        return exchange -> {
            try (exchange) {
                send(exchange, answer(exchange, path, page));
            }
        };
    }

    private static Answer answer(HttpExchange exchange, String path, Page page) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !LOCAL.matcher(host).matches()) {
            return Answer.of(403, "ask for this by a loopback address");
        }
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return Answer.of(404, "not found: there are /metrics, /healthz/live, /healthz/ready");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Answer.of(405, "GET only");
        }
        return page.show();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
