package dev.keyferry.server.http;

import dev.keyferry.server.http.answer.Envelope;
import dev.keyferry.server.http.limit.RequestLimit;
import dev.keyferry.server.usecase.UseCases;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the API: plain HTTP/1.1 on loopback, a virtual thread for each request. Thread-safe. */
public final class HttpServer implements AutoCloseable {
    /** Connections at once; one carries one request at a time. */
    public static final int MAX_CONNECTIONS = 1_024;

    /** Of a request line and headers together. */
    public static final int MAX_HEADER_BYTES = 16 * 1024;

    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

    private final Javalin javalin;
    private final ListenAddress address;

    private HttpServer(Javalin javalin, ListenAddress address) {
        this.javalin = javalin;
        this.address = address;
    }

    /**
     * Starts to listen, and returns when requests are answered.
     *
     * @param limit of each token; empty for none
     * @param random names requests
     * @throws ListenFailed if the address cannot be taken
     */
    public static HttpServer start(
            ListenAddress address,
            HttpTimeouts timeouts,
            Optional<RequestLimit> limit,
            UseCases useCases,
            InstantSource clock,
            RandomGenerator random) {
        if (LoggerFactory.getLogger("org.eclipse.jetty").isDebugEnabled()) {
            log.atWarn().log("Jetty's log is set to debug: it prints keys and tokens");
        }
        AnswerHeaders headers = new AnswerHeaders(random);
        Routes routes = new Routes(useCases, timeouts, limit, clock);
        Javalin javalin =
                Javalin.create(config -> {
                    configure(config);
                    configureJetty(config, address, timeouts, headers);
                    routes.addTo(config.routes);
                });
        try {
            javalin.start();
        } catch (JavalinException e) {
            throw new ListenFailed(address, e);
        }
        return new HttpServer(javalin, address.withPort(javalin.port()));
    }

    /** Where it listens, with the port that was taken. */
    public ListenAddress address() {
        return address;
    }

    /** The base of all routes, such as {@code http://127.0.0.1:8787/client/v4}. */
    public URI base() {
        return URI.create("http://" + address + Routes.BASE);
    }

    /** Takes no new requests, lets the running ones finish for a while, and stops. */
    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.defaultContentType = Envelope.CONTENT_TYPE;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.router.ignoreTrailingSlashes = false;
        config.router.javaLangErrorHandler(Responder::broken);
    }

    private static void configureJetty(
            JavalinConfig config,
            ListenAddress address,
            HttpTimeouts timeouts,
            AnswerHeaders headers) {
        JettyErrors errors = new JettyErrors(headers);
        config.jetty.threadPool = new VirtualThreadPool(0);
        config.jetty.modifyServer(server -> {
            server.insertHandler(new OneMethod());
            server.insertHandler(new GracefulHandler());
            server.insertHandler(headers);
            server.setErrorHandler(errors);
            server.setStopTimeout(timeouts.stop().toMillis());
            server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(errors));
        config.jetty.modifyHttpConfiguration(HttpServer::configureHttp);
        config.jetty.addConnector((server, http) -> connector(server, http, address, timeouts));
    }

    private static void configureHttp(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setHttpCompliance(HttpCompliance.RFC9110);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setSendServerVersion(false);
    }

    private static Connector connector(
            Server server, HttpConfiguration http, ListenAddress address, HttpTimeouts timeouts) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.address().getHostAddress());
        connector.setPort(address.port());
        connector.setIdleTimeout(timeouts.idle().toMillis());
        return connector;
    }
}
