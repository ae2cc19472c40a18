package dev.keyferry.server.http;

import dev.keyferry.server.http.answer.Envelope;
import dev.keyferry.server.http.listen.HostNames;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.http.listen.TlsListener;
import dev.keyferry.server.http.metrics.AnswerCounts;
import dev.keyferry.server.http.metrics.CertificateEnd;
import dev.keyferry.server.tls.ServerIdentity;
import dev.keyferry.server.usecase.UseCases;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the API: plain HTTP/1.1 on loopback, and over TLS where it is asked for; a virtual thread
 * for each request. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
    /** Of a request line and headers together. */
    public static final int MAX_HEADER_BYTES = 16 * 1024;

    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

    /**
     * Who was answered just before the server left knows nothing of that, and Jetty closes his
     * connection. Who asks for something else in this time is told by that answer.
     */
    private static final Duration LEAVING = Duration.ofMillis(200);

    private final Javalin javalin;
    private final HttpTimeouts timeouts;
    private final AnswerHeaders headers;
    private final Ports ports;
    private final Routes routes;
    private final HostNames names;
    private final Optional<CertificateEnd> certificate;

    private HttpServer(
            Javalin javalin,
            HttpTimeouts timeouts,
            AnswerHeaders headers,
            Ports ports,
            Routes routes,
            HostNames names,
            Optional<CertificateEnd> certificate) {
        this.javalin = javalin;
        this.timeouts = timeouts;
        this.headers = headers;
        this.names = names;
        this.routes = routes;
        this.certificate = certificate;
        this.ports = ports;
    }

    /**
     * Starts to listen, and returns when requests are answered.
     *
     * @param sites are served beside the API
     * @param metrics is shown, with what is measured of this server
     * @param random names requests
     * @throws ListenFailed if an address cannot be taken
     */
    public static HttpServer start(
            Listeners listeners,
            HttpTimeouts timeouts,
            UseCases useCases,
            List<Site> sites,
            PrometheusRegistry metrics,
            InstantSource clock,
            RandomGenerator random) {
        if (LoggerFactory.getLogger("org.eclipse.jetty").isDebugEnabled()) {
            log.atWarn().log("Jetty's log is set to debug: it prints keys and tokens");
        }
        AnswerHeaders headers = new AnswerHeaders(random, new AnswerCounts(metrics));
        Routes routes = new Routes(useCases, timeouts, listeners, sites, metrics, clock);
        HostNames names = new HostNames(listeners.tls().map(TlsListener::identity));
        Ports ports = new Ports(listeners, timeouts);
        Javalin javalin =
                Javalin.create(config -> {
                    configure(config);
                    configureJetty(config, timeouts, headers);
                    ports.addTo(config.jetty);
                    routes.addTo(config.routes, names);
                });
        try {
            javalin.start();
        } catch (JavalinException e) {
            throw ports.failed(e);
        }
        Optional<CertificateEnd> certificate =
                listeners.tls().map(tls -> new CertificateEnd(metrics, tls.identity()));
        return new HttpServer(javalin, timeouts, headers, ports, routes, names, certificate);
    }

    /** Where it listens, with the port that was taken. */
    public ListenAddress address() {
        return ports.plain();
    }

    /** Where it listens over TLS, with the port that was taken. */
    public Optional<TlsAddress> tlsAddress() {
        return ports.tls();
    }

    /** How many calls of gateways wait for something new. */
    public int waitingGateways() {
        return routes.waitingGateways();
    }

    /** Shows another certificate over TLS from the next connection on. */
    public void use(ServerIdentity identity) {
        ports.use(identity);
        names.use(identity);
        certificate.ifPresent(shown -> shown.use(identity));
    }

    /** The base of all routes, such as {@code http://127.0.0.1:8787/client/v4}. */
    public URI base() {
        return URI.create("http://" + address() + Routes.BASE);
    }

    /**
     * Tells load balancers that it leaves, has each connection end with its next answer, then takes
     * no new ones, lets running calls finish for a while, and stops. A request that comes meanwhile
     * is served: who sent it could not know.
     */
    @Override
    public void close() {
        routes.beUnready();
        pause(timeouts.unready());
        headers.leave();
        routes.stopWaiting();
        if (ports.isConnected()) {
            pause(LEAVING);
        }
        javalin.stop();
    }

    /** Shorter for a thread that is interrupted, which stays so. */
    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
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
            JavalinConfig config, HttpTimeouts timeouts, AnswerHeaders headers) {
        JettyErrors errors = new JettyErrors(headers);
        config.jetty.threadPool = new VirtualThreadPool(0);
        config.jetty.modifyServer(server -> {
            server.insertHandler(new OneMethod());
            server.insertHandler(headers);
            server.setErrorHandler(errors);
            server.setStopTimeout(timeouts.stop().toMillis());
        });
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(errors);
            // Else a request without a path is sent elsewhere, by an answer that is none of ours.
            context.setAllowNullPathInContext(true);
        });
        config.jetty.modifyHttpConfiguration(HttpServer::configureHttp);
    }

    private static void configureHttp(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setHttpCompliance(HttpCompliance.RFC9110);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setSendServerVersion(false);
    }
}
