package dev.keyferry.e2e.parts;

import dev.keyferry.app.Keyferry;
import dev.keyferry.e2e.parts.KeyferryProcess.Launch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real {@code keyferry agent} in a process of its own, so that it can be killed at any point. */
public final class AgentProcess implements AutoCloseable {
    private static final String READY = "gateway ";

    private final KeyferryProcess process;

    private AgentProcess(KeyferryProcess process) {
        this.process = process;
    }

    /** What an agent is started with; each is an option. */
    public record Options(
            String server, Path authority, Path token, Path edgeKey, Path charon, Path data) {
        List<String> arguments() {
            return List.of(
                    "agent",
                    "--server",
                    server,
                    "--ca",
                    authority.toString(),
                    "--token-file",
                    token.toString(),
                    "--edge-key",
                    edgeKey.toString(),
                    "--charon",
                    "unix://" + charon,
                    "--data",
                    data.toString());
        }

        public Options withServer(String other) {
            return new Options(other, authority, token, edgeKey, charon, data);
        }

        public Options withAuthority(Path other) {
            return new Options(server, other, token, edgeKey, charon, data);
        }

        public Options withToken(Path other) {
            return new Options(server, authority, other, edgeKey, charon, data);
        }

        public Options withEdgeKey(Path other) {
            return new Options(server, authority, token, other, charon, data);
        }
    }

    public static AgentProcess start(Options options) {
        Launch launch =
                new Launch(List.of(), Keyferry.class.getName(), Path.of(""), options.arguments());
        Path log = options.data().resolveSibling(options.data().getFileName() + ".log");
        return new AgentProcess(KeyferryProcess.start(launch, Map.of(), log, List.of(READY)));
    }

    /** Waits for the line that tells it is ready, and returns the gateway's name. */
    public String awaitReady() {
        return process.awaitLine(READY)
                .map(rest -> rest.replaceFirst(" ready$", ""))
                .orElseThrow(() -> new AssertionError("the agent ended: " + log()));
    }

    /** Waits for its end. */
    public int awaitExit() {
        return process.awaitExit();
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        process.kill();
    }

    public String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }
}
