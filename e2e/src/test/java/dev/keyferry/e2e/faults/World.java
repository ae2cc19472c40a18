package dev.keyferry.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.RemoteEdge;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A server, an edge of three gateways, and two customers' routers. Confined to one thread. */
final class World implements AutoCloseable {
    static final int GATEWAYS = 3;
    static final int TUNNELS = 2;

    private static final String ADDRESS = "203.0.113.9";
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration HEALED = Duration.ofSeconds(90);

    private final Lab lab = Lab.open(DataPath.IKE_ONLY);
    private final Path data;
    private final List<FaultyGateway> gateways = new ArrayList<>();
    private final List<Customer> customers = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int attempts;
    private final Writer writer;
    private final String account;
    private ServeProcess serve;
    private volatile Api api;

    /** A router with its tunnel, and the way to each gateway. */
    private record Customer(Router router, String tunnel, List<LabTunnel> ways) {}

    World(Path directory) throws Exception {
        data = directory.resolve("data");
        serve = startServer();
        api = serve.api();
        account = api.createAccount("acme");
        writer = new Writer(() -> api, account);
        RemoteEdge edge = RemoteEdge.create(serve, directory, "frankfurt", ADDRESS);
        for (int i = 0; i < GATEWAYS; i++) {
            gateways.add(
                    new FaultyGateway(
                            lab.addGateway("gw" + i),
                            edge,
                            "fra-" + i,
                            URI.create(serve.tlsOrigin()),
                            directory,
                            writer));
            gateways.getLast().startAgent();
            gateways.getLast().awaitAgent();
        }
        for (int i = 0; i < TUNNELS; i++) {
            customers.add(customer(i));
            writer.set(customers.getLast().tunnel());
        }
    }

    private Customer customer(int number) {
        Router router = lab.addRouter("r" + number, CharonOptions.stock());
        JsonNode made = api.createTunnel(account, "t-" + number, ADDRESS, number + 1);
        byte[] id = HexFormat.of().parseHex(made.at("/remote_identities/hex_id").asString());
        List<LabTunnel> ways = new ArrayList<>();
        for (FaultyGateway each : gateways) {
            LabTunnel way =
                    LabTunnel.between(
                                    each.gateway(),
                                    router,
                                    IkeId.ipv4(each.gateway().host().internetAddress()),
                                    IkeId.keyId(new String(id, StandardCharsets.US_ASCII)))
                            .withName("way-" + number + "-" + ways.size());
            each.connect(way);
            ways.add(way);
        }
        return new Customer(router, made.path("id").asString(), ways);
    }

    void happen(Schedule.Step step) throws InterruptedException {
        FaultyGateway gateway = gateways.get(step.gateway());
        switch (step.kind()) {
            case SET -> writer.set(customers.get(step.tunnel()).tunnel());
            case REMOVE -> writer.remove(customers.get(step.tunnel()).tunnel());
            case ATTEMPT -> attempt(customers.get(step.tunnel()), step.gateway());
            case CUT -> gateway.cut();
            case HEAL -> gateway.heal();
            case KILL_AGENT -> gateway.killAgent();
            case START_AGENT -> gateway.startAgent();
            case CLEAR -> gateway.clear();
            case LOAD_CREDS -> gateway.loadCreds();
            case KILL_CHARON -> gateway.killCharon();
            case PAUSE_CHARON -> gateway.pause();
            case RESUME_CHARON -> gateway.resume();
            case KILL_SERVER -> killServer();
        }
        Thread.sleep(step.pauseMillis());
    }

    /** Ends all faults. */
    void heal() {
        for (FaultyGateway gateway : gateways) {
            gateway.resume();
            gateway.heal();
            gateway.startAgent();
        }
        gateways.forEach(FaultyGateway::awaitAgent);
    }

    /** Holds what must be so in the end against what charons were told and routers find. */
    void check() throws Exception {
        writer.await();
        for (Customer customer : customers) {
            Optional<Writer.Key> newest = writer.applied(customer.tunnel());
            for (FaultyGateway gateway : gateways) {
                await().atMost(HEALED)
                        .untilAsserted(() ->
                                assertThat(gateway.loads().of(customer.tunnel()).key())
                                        .isEqualTo(newest.map(Writer.Key::number)));
                await().atMost(HEALED)
                        .untilAsserted(() ->
                                assertThat(gateway.tunnels().contains(customer.tunnel()))
                                        .isEqualTo(newest.isPresent()));
            }
            if (newest.isPresent()) {
                checkLetIn(customer, newest.get());
            }
        }
        assertThat(gateways).allSatisfy(g -> assertThat(g.loads().violations()).isEmpty());
        assertThat(refused).as("refused though the charon held their key").isEmpty();
    }

    private void checkLetIn(Customer customer, Writer.Key newest) {
        for (LabTunnel way : customer.ways()) {
            await().atMost(HEALED)
                    .untilAsserted(() ->
                            assertThat(isLetIn(customer, way, newest))
                                    .as("%s on gateway %s", newest, way.name())
                                    .isTrue());
        }
        await().atMost(HEALED)
                .untilAsserted(() -> assertThat(state(customer)).isIn("loaded", "proven"));
    }

    @Override
    public void close() throws IOException {
        writer.close();
        for (FaultyGateway gateway : gateways) {
            gateway.close();
        }
        serve.close();
        lab.close();
    }

    /** How many attempts found a charon that held the newest key before and after. */
    int attempts() {
        return attempts;
    }

    /** Counts only where the charon held the newest key from before the attempt until after it. */
    private void attempt(Customer customer, int number) {
        FaultyGateway gateway = gateways.get(number);
        Loads.Holding before = gateway.loads().of(customer.tunnel());
        Optional<Writer.Key> held =
                writer.applied(customer.tunnel())
                        .filter(key -> before.key().equals(Optional.of(key.number())));
        if (gateway.isPaused() || held.isEmpty()) {
            return;
        }
        Writer.Key newest = held.get();
        boolean isIn = isLetIn(customer, customer.ways().get(number), newest);
        if (gateway.loads().of(customer.tunnel()).stamp() == before.stamp()) {
            attempts++;
            if (!isIn) {
                refused.add(newest + " of " + customer.tunnel() + " at gateway " + number);
            }
        }
    }

    private static boolean isLetIn(Customer customer, LabTunnel way, Writer.Key key) {
        customer.router().load(way, key.bytes());
        boolean isUp = customer.router().initiate(way, ATTEMPT).isUp();
        customer.router().terminate(way);
        return isUp;
    }

    private String state(Customer customer) {
        return api.tunnel(account, customer.tunnel())
                .result()
                .at("/ipsec_tunnel/keyferry/psk/state")
                .asString("");
    }

    private void killServer() {
        serve.kill();
        serve = startServer();
        api = serve.api();
        gateways.forEach(gateway -> gateway.lead(URI.create(serve.tlsOrigin())));
    }

    private ServeProcess startServer() {
        return ServeProcess.start(data, List.of("--tls", "127.0.0.1:0"));
    }
}
