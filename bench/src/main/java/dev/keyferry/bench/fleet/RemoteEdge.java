package dev.keyferry.bench.fleet;

import dev.keyferry.app.agent.RemoteAgent;
import dev.keyferry.app.agent.RemoteAgentOptions;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Edges;
import dev.keyferry.app.api.fleet.Gateways;
import dev.keyferry.app.edgekey.EdgeKeyFile;
import dev.keyferry.app.edgekey.PublicKeyText;
import dev.keyferry.app.serve.CharonSocket;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.bench.report.Times;
import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.gateway.remote.Authority;
import dev.keyferry.gateway.remote.Enrolment;
import dev.keyferry.gateway.remote.ServerLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** An edge of a server with a key of its own, and its gateways. Confined to one thread. */
public final class RemoteEdge implements AutoCloseable {
    /** Where the tunnels of {@code ApiCaller} end. */
    private static final String ADDRESS = "203.0.113.1";

    private static final EdgeId NAME = new EdgeId("far");

    private final ServerProcess server;
    private final Path directory;
    private final ApiClient operator;
    private final ServerLink link;
    private final SSLContext trust;
    private final Path key;
    private final List<SimulatedGateway> simulated = new ArrayList<>();
    private final List<RemoteAgent> agents = new ArrayList<>();

    private RemoteEdge(
            ServerProcess server, Path directory, ApiClient operator, ServerLink link, Path key) {
        this.server = server;
        this.directory = directory;
        this.operator = operator;
        this.link = link;
        this.trust = server.trust();
        this.key = key;
    }

    /**
     * Makes the edge on a server that has no such one yet.
     *
     * @param directory empty, this user's alone; gets the files of the edge and of its gateways
     */
    public static RemoteEdge create(ServerProcess server, Path directory) {
        ApiClient operator = server.operator();
        Path key = directory.resolve("edge.key");
        String half = PublicKeyText.of(EdgeKeyFile.create(key));
        new Edges(operator).create(NAME, half, List.of(ADDRESS));
        ServerLink link = new ServerLink(server.tls(), Authority.read(server.authority()));
        return new RemoteEdge(server, directory, operator, link, key);
    }

    /**
     * Enrols a gateway that has no charon and follows the feed.
     *
     * @param arrivals is told of what it reads
     */
    public void simulate(String name, Arrivals arrivals) throws InterruptedException {
        EdgePrivateKey edgeKey = EdgeKeyFile.read(key);
        EnrolmentToken token = EnrolmentToken.of(enrol(name));
        GatewayToken own = Enrolment.enrol(link, token, edgeKey).token();
        simulated.add(SimulatedGateway.start(connect(own), connect(own), arrivals));
    }

    /**
     * Enrols a gateway that reads the whole feed once, and returns how many records it read.
     *
     * @param into gets the time from its first question to the last page
     */
    public int readFromStart(String name, Times into) throws InterruptedException {
        GatewayToken own =
                Enrolment.enrol(link, EnrolmentToken.of(enrol(name)), EdgeKeyFile.read(key))
                        .token();
        try (LeanLink feed = connect(own)) {
            long start = System.nanoTime();
            int records = SimulatedGateway.readAll(feed);
            into.add(Duration.ofNanos(System.nanoTime() - start));
            return records;
        }
    }

    private LeanLink connect(GatewayToken token) {
        return LeanLink.connect(server.tls().base(), trust, token);
    }

    /** Starts a real agent beside a charon. */
    public void start(String name, Path charon) throws InterruptedException {
        Path token = directory.resolve(name + ".token");
        try {
            Files.writeString(token, enrol(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        agents.add(
                RemoteAgent.start(
                        new RemoteAgentOptions(
                                server.tls(),
                                server.authority(),
                                Optional.of(token),
                                List.of(key),
                                new CharonSocket(charon),
                                directory.resolve(name),
                                Optional.empty(),
                                Settings.DEFAULT.gateway())));
    }

    @Override
    public void close() {
        simulated.forEach(SimulatedGateway::close);
        agents.forEach(RemoteAgent::close);
        link.close();
        operator.close();
    }

    private String enrol(String name) {
        return new Gateways(operator)
                .enrol(new GatewayName(name), NAME)
                .required("enrolment_token")
                .asString();
    }
}
