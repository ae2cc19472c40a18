package dev.keyferry.server;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.reauth.Reauthenticating;
import dev.keyferry.feed.witness.Witnessing;
import dev.keyferry.server.console.Console;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.Forged;
import dev.keyferry.server.data.ServerKeys;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.delivery.FeedHub;
import dev.keyferry.server.http.HttpServer;
import dev.keyferry.server.http.Listeners;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.Store;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A running control plane. Thread-safe. */
public final class KeyferryServer implements AutoCloseable {
    private final Store store;
    private final UseCases useCases;
    private final HttpServer http;
    private final PrometheusRegistry metrics;
    private final CountDownLatch isReplaced;
    private final Parts parts;

    private KeyferryServer(
            Store store,
            UseCases useCases,
            HttpServer http,
            PrometheusRegistry metrics,
            CountDownLatch isReplaced,
            Parts parts) {
        this.store = store;
        this.useCases = useCases;
        this.http = http;
        this.metrics = metrics;
        this.isReplaced = isReplaced;
        this.parts = parts;
    }

    /**
     * Starts a server, and makes its keys, token and database where they are missing. The local
     * gateway is enrolled and the administrator's token can be read when this returns.
     *
     * @throws StartRefused if the directory cannot be used or holds another deployment's parts
     * @throws dev.keyferry.server.tls.TlsUnusable if the certificate for TLS cannot be used
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if a key file cannot be read or is open to
     *     others
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if the database cannot be opened
     * @throws dev.keyferry.server.http.ListenFailed if the address cannot be taken
     */
    public static KeyferryServer start(ServerOptions options) throws InterruptedException {
        return start(options, InstantSource.system());
    }

    /** Starts a server whose time is that of {@code clock}. */
    public static KeyferryServer start(ServerOptions options, InstantSource clock)
            throws InterruptedException {
        SecureRandom random = new SecureRandom();
        try (Parts parts = new Parts()) {
            Optional<Engine> shared = Opening.shared(options);
            DataDirectory directory =
                    DataDirectory.take(options.directory(), random, shared.map(Store::isFounded));
            parts.add(directory, directory::close);
            FeedHub hub = new FeedHub();
            CountDownLatch isReplaced = new CountDownLatch(1);
            ServerKeys keys = ServerKeys.of(directory);
            GatewayMacs macs = new GatewayMacs(keys.fingerprintKey(), Forged.gateways());
            Store store =
                    Opening.open(
                            options,
                            shared.orElseGet(() -> Engine.sqlite(directory.database())),
                            keys,
                            macs,
                            new Announcer(hub, keys, macs, isReplaced),
                            random,
                            clock);
            parts.add(store, store::close);
            Delivery delivery = Delivery.over(store, keys, macs, hub, random, clock);
            parts.add(delivery, delivery::close);
            PrometheusRegistry metrics = new PrometheusRegistry();
            delivery.loadTimes().registerIn(metrics);
            Wiring wiring = new Wiring(store, keys, macs, delivery, random, clock);
            parts.add(wiring, wiring::close);
            for (Upkeep.Work work : wiring.upkeep()) {
                Upkeep upkeep = Upkeep.start(work, Upkeep.Pace.DEFAULT);
                parts.add(upkeep, upkeep::close);
            }
            Optional<ServedTls> tls =
                    options.tls().map(o -> new ServedTls(o, options.directory(), random, clock));
            HttpServer http =
                    HttpServer.start(
                            new Listeners(
                                    options.listen(),
                                    options.requestLimit(),
                                    tls.map(ServedTls::listener)),
                            options.timeouts(),
                            wiring.useCases(),
                            List.of(new Console(wiring.useCases(), random, clock)),
                            metrics,
                            clock,
                            random);
            parts.add(http, http::close);
            tls.map(served -> served.follow(http))
                    .ifPresent(renewal -> parts.add(renewal, renewal::close));
            return new KeyferryServer(
                    store, wiring.useCases(), http, metrics, isReplaced, parts.handOver());
        }
    }

    /** The port that was taken. */
    public int port() {
        return http.address().port();
    }

    /** The base of all routes, such as {@code http://127.0.0.1:8787/client/v4}. */
    public URI base() {
        return http.base();
    }

    /** Where the API and gateways are served over TLS, such as {@code https://127.0.0.1:8788}. */
    public Optional<URI> tlsOrigin() {
        return http.tlsAddress().map(address -> URI.create("https://" + address));
    }

    /** How many calls of gateways on other hosts wait for something new. */
    public int waitingGateways() {
        return http.waitingGateways();
    }

    /** What {@code GET /metrics} shows; metrics of what runs beside the server may be added. */
    public PrometheusRegistry metrics() {
        return metrics;
    }

    /** Names this deployment's secrets on charons. */
    public DeploymentId deployment() {
        return store.deployment().id();
    }

    /**
     * The feed of the gateway {@code local} of the edge {@code default}, which must have been asked
     * for when the server was started.
     */
    public Feed localFeed() {
        return useCases.gateways().feeds().feed(GatewayName.LOCAL).orElseThrow();
    }

    /** What the same gateway is ordered to do, and tells of it. */
    public Reauthenticating localReauthenticating() {
        return useCases.gateways().orders().of(GatewayName.LOCAL);
    }

    /** The audit as the same gateway bears witness of it. */
    public Witnessing localWitnessing() {
        return useCases.gateways().witnesses().of(GatewayName.LOCAL);
    }

    /** What the API offers, without HTTP; the caller answers for who asks. */
    public UseCases useCases() {
        return useCases;
    }

    /**
     * Returns once an operator has begun another epoch in the store. This server only refuses from
     * then on, and is to be closed: one that is started anew goes by it.
     */
    public void awaitReplaced() throws InterruptedException {
        isReplaced.await();
    }

    /** Lets running calls finish, then stops. */
    @Override
    public void close() {
        parts.close();
    }
}
