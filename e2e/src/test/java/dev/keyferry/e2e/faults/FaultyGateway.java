package dev.keyferry.e2e.faults;

import dev.keyferry.e2e.parts.AgentProcess;
import dev.keyferry.e2e.parts.RemoteEdge;
import dev.keyferry.e2e.parts.ViciProxy;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One gateway with all that can befall it. Confined to one thread. */
final class FaultyGateway implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Gateway gateway;
    private final Relay relay;
    private final Loads loads;
    private final ViciProxy proxy;
    private final AgentProcess.Options options;
    private final Path noSecrets;
    private final List<LabTunnel> connections = new ArrayList<>();
    private Optional<AgentProcess> agent = Optional.empty();
    private boolean isPaused;

    FaultyGateway(
            Gateway gateway,
            RemoteEdge edge,
            String name,
            URI server,
            Path directory,
            Writer writer)
            throws IOException {
        this.gateway = gateway;
        this.relay = new Relay(server);
        this.loads = new Loads(writer::removal);
        Path socket = directory.resolve(name + ".sock");
        this.proxy =
                ViciProxy.open(
                        socket, gateway.socket(), () -> new Recorder(loads, writer::numberOf));
        this.options = edge.agent(name, edge.enrol(name), socket).withServer(relay.origin());
        this.noSecrets = Files.createDirectory(directory.resolve(name + "-swanctl"));
        Files.writeString(noSecrets.resolve("swanctl.conf"), "secrets {\n}\n");
    }

    void connect(LabTunnel tunnel) {
        connections.add(tunnel);
        gateway.load(tunnel);
    }

    Loads loads() {
        return loads;
    }

    Gateway gateway() {
        return gateway;
    }

    /** The tunnels of which the charon itself says that it holds a key. */
    List<String> tunnels() {
        return gateway.charon().client().secretIds().stream().map(Recorder::tunnel).toList();
    }

    boolean isPaused() {
        return isPaused;
    }

    void lead(URI server) {
        relay.lead(server);
    }

    void cut() {
        relay.cut();
    }

    void heal() {
        relay.heal();
    }

    void startAgent() {
        if (agent.isEmpty()) {
            agent = Optional.of(AgentProcess.start(options));
        }
    }

    void awaitAgent() {
        agent.orElseThrow().awaitReady();
    }

    void killAgent() {
        agent.ifPresent(AgentProcess::kill);
        agent = Optional.empty();
    }

    void clear() {
        if (!isPaused) {
            loads.forget();
            try (ViciSession session = ViciSession.connect(gateway.socket(), DEADLINE)) {
                session.call("clear-creds", ViciMessage.EMPTY, DEADLINE);
            }
            // What was loaded while it went on may be gone as well.
            loads.forget();
        }
    }

    void loadCreds() {
        if (!isPaused) {
            loads.forget();
            if (!gateway.charon().swanctl(noSecrets, "--load-creds", "--clear").isSuccess()) {
                throw new AssertionError("swanctl --load-creds failed");
            }
            loads.forget();
        }
    }

    void killCharon() {
        resume();
        loads.forget();
        gateway.charon().kill();
        gateway.charon().start();
        loads.forget();
        connections.forEach(gateway::load);
    }

    void pause() {
        if (!isPaused) {
            gateway.charon().pause();
            isPaused = true;
        }
    }

    void resume() {
        if (isPaused) {
            gateway.charon().resume();
            isPaused = false;
        }
    }

    @Override
    public void close() throws IOException {
        resume();
        killAgent();
        relay.close();
        proxy.close();
    }
}
