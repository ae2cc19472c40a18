package dev.keyferry.app.agent;

import dev.keyferry.app.serve.CharonSocket;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.gateway.remote.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code keyferry agent} was asked to do.
 *
 * @param authority the certificates that the server's must lead to, in PEM
 * @param tokenFile holds the enrolment token; read where the data directory has no gateway yet
 * @param edgeKeys the files of the private halves of the edge's keys, the newest first, at least
 *     one
 * @param data the agent's directory
 * @param lease how long keys may be held without the server; empty for without end
 */
public record RemoteAgentOptions(
        ServerAddress server,
        Path authority,
        Optional<Path> tokenFile,
        List<Path> edgeKeys,
        CharonSocket charon,
        Path data,
        Optional<Duration> lease,
        Settings.Gateway settings) {
    public RemoteAgentOptions {
        edgeKeys = List.copyOf(edgeKeys);
    }
}
