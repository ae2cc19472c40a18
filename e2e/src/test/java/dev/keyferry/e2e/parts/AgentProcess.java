package dev.keyferry.e2e.parts;

import dev.keyferry.app.Keyferry;
import dev.keyferry.e2e.parts.KeyferryProcess.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
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
            String server,
            Path authority,
            Path token,
            List<Path> edgeKeys,
            Path charon,
            Path data) {
        List<String> arguments() {
            List<String> arguments = new ArrayList<>();
            edgeKeys.forEach(key -> arguments.addAll(List.of("--edge-key", key.toString())));
            arguments.addAll(
                    List.of(
                            "--server",
                            server,
                            "--ca",
                            authority.toString(),
                            "--token-file",
                            token.toString(),
                            "--charon",
                            "unix://" + charon,
                            "--data",
                            data.toString()));
            arguments.addFirst("agent");
            return arguments;
        }

        public Options withServer(String other) {
            return new Options(other, authority, token, edgeKeys, charon, data);
        }

        public Options withAuthority(Path other) {
            return new Options(server, other, token, edgeKeys, charon, data);
        }

        public Options withToken(Path other) {
            return new Options(server, authority, other, edgeKeys, charon, data);
        }

        public Options withEdgeKey(Path other) {
            return withEdgeKeys(List.of(other));
        }

        /** The newest first. */
        public Options withEdgeKeys(List<Path> others) {
            return new Options(server, authority, token, others, charon, data);
        }
    }

    /** Starts it with these arguments besides. */
    public static AgentProcess start(Options options, String... further) {
        List<String> arguments = options.arguments();
        arguments.addAll(List.of(further));
        Launch launch = new Launch(List.of(), Keyferry.class.getName(), Path.of(""), arguments);
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
