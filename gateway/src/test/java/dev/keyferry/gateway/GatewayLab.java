package dev.keyferry.gateway;

import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.lease.Lease;
import dev.keyferry.gateway.parts.MemoryAudit;
import dev.keyferry.gateway.parts.MemoryFeed;
import dev.keyferry.gateway.parts.MemoryOrders;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.gateway.rules.OnUnsafe;
import dev.keyferry.gateway.watch.Pacing;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** A real gateway with an agent beside it, and a feed in memory. */
public final class GatewayLab implements AutoCloseable {
    public static final IkeId GATEWAY_ID = IkeId.fqdn("gw.example");
    public static final Duration SOON = Duration.ofSeconds(5);

    /** For what loads a charon for long. */
    public static final Duration LONG = Duration.ofMinutes(1);

    /** How long a thing that must happen by itself may take on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(10);

    public final Lab lab;
    public final Gateway gateway;
    public final MemoryOrders orders = new MemoryOrders();
    public final MemoryFeed feed = new MemoryFeed();
    public final TestEdge edge = new TestEdge();
    public final Path cache = temporaryDirectory();
    private final Deque<Agent> agents = new ArrayDeque<>();
    private Pacing pacing = Pacing.USUAL;
    private Path cacheDirectory = cache;
    private OnUnsafe onUnsafe = OnUnsafe.UNLOAD;
    private Set<String> acceptUnsafe = Set.of();
    private Lease lease = Lease.ENDLESS;

    public GatewayLab() {
        this(DataPath.IKE_ONLY, CharonOptions.stock());
    }

    public GatewayLab(DataPath dataPath, CharonOptions options) {
        lab = Lab.open(dataPath);
        gateway = lab.addGateway("gw", options);
    }

    public GatewayLab with(Pacing other) {
        pacing = other;
        return this;
    }

    public GatewayLab with(OnUnsafe other) {
        onUnsafe = other;
        return this;
    }

    public GatewayLab with(Lease other) {
        lease = other;
        return this;
    }

    /** Has the agent keep its cache elsewhere than in a directory of the lab. */
    public GatewayLab caching(Path other) {
        cacheDirectory = other;
        return this;
    }

    public GatewayLab accepting(String... connections) {
        acceptUnsafe = Set.of(connections);
        return this;
    }

    public void startAgent() {
        startAgent(gateway.socket());
    }

    public void startAgent(Path socket) {
        start(TestEdge.DEPLOYMENT, edge, feed, socket, cacheDirectory);
    }

    /** Starts the agent of another deployment beside the same charon. */
    public void startNeighbour(
            DeploymentId deployment, TestEdge itsEdge, Feed itsFeed, Path itsCache) {
        start(deployment, itsEdge, itsFeed, gateway.socket(), itsCache);
    }

    private void start(
            DeploymentId deployment, TestEdge ofEdge, Feed from, Path socket, Path directory) {
        AgentOptions options =
                new AgentOptions(
                        GatewayName.LOCAL,
                        EdgeId.DEFAULT,
                        deployment,
                        IkeDomain.DEFAULT,
                        socket,
                        Set.of(),
                        directory,
                        List.of(ofEdge.edgeKey()),
                        ofEdge.recordKey(),
                        acceptUnsafe,
                        onUnsafe,
                        lease);
        ControlPlane server = new ControlPlane(from, orders, new MemoryAudit(), Optional.empty());
        agents.push(Agent.start(options, server, pacing));
    }

    public void stopAgent() {
        agents.pop().close();
    }

    public TunnelRecord setKey(TestTunnel tunnel, long version, String psk) {
        return feed.put(edge, revision -> edge.key(revision, tunnel, version, psk));
    }

    /** Sets the keys of tunnels from the first number to the last in one change. */
    public List<TunnelRecord> setKeys(int first, int last, long version) {
        edge.freshDataKey();
        List<LongFunction<TunnelRecord>> made = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            TestTunnel tunnel = TestTunnel.of(number);
            made.add(revision -> edge.key(revision, tunnel, version, "key of " + tunnel.id()));
        }
        List<TunnelRecord> records = feed.putAll(edge, made);
        edge.freshDataKey();
        return records;
    }

    public TunnelRecord remove(TestTunnel tunnel, long version) {
        return feed.put(edge, revision -> edge.gone(revision, tunnel, version));
    }

    public void awaitCovered(TunnelRecord record) {
        awaitTrue(() -> feed.covers(record));
    }

    /** Everything is loaded that the feed has. */
    public void awaitAll() {
        await().atMost(LONG)
                .pollInterval(POLL)
                .until(() ->
                        feed.lastReport().filter(r -> r.through().equals(feed.head())).isPresent());
    }

    /** The agent has everything that the feed has, loaded or not. */
    public void awaitDelivered() {
        awaitTrue(
                () -> feed.lastReport().filter(r -> r.delivered().equals(feed.head())).isPresent());
    }

    public void awaitCondition(GatewayCondition.Kind kind) {
        awaitTrue(() -> feed.condition().filter(kind::equals).isPresent());
    }

    public GatewayCondition condition() {
        return feed.lastReport().orElseThrow().condition();
    }

    public void awaitTrue(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(POLL).until(condition);
    }

    public List<String> secretIds() {
        return gateway.charon().client().secretIds();
    }

    /** Does to the charon what an operator or an attacker on its host can do. */
    public ViciMessage vici(String command, ViciMessage body) {
        try (ViciSession session = ViciSession.connect(gateway.socket(), SOON)) {
            return session.call(command, body, SOON);
        }
    }

    public void loadConnection(String name, ViciMessage settings) {
        gateway.charon().client().loadConnection(name, settings);
    }

    public Router stockRouter(String name) {
        return lab.addRouter(name, CharonOptions.stock());
    }

    public Router modifiedRouter(String name) {
        return lab.addRouter(name, CharonOptions.modifiedClient());
    }

    /** A tunnel with the key id form, its connection loaded on the gateway. */
    public LabTunnel keyIdTunnel(Router router, TestTunnel tunnel) {
        LabTunnel made =
                LabTunnel.between(
                        gateway, router, GATEWAY_ID, IkeId.keyId(tunnel.identities().keyId()));
        gateway.load(made);
        return made;
    }

    public String secretId(TestTunnel tunnel) {
        return "kf/" + TestEdge.DEPLOYMENT + "/" + tunnel.id();
    }

    public static byte[] bytes(String psk) {
        return psk.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        agents.forEach(Agent::close);
        lab.close();
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("gateway-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
