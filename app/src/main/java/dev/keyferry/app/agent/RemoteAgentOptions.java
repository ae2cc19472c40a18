package dev.keyferry.app.agent;

import dev.keyferry.app.serve.CharonSocket;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.gateway.remote.ServerAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code keyferry agent} was asked to do.
 *
 * @param authority the certificates that the server's must lead to, in PEM
 * @param tokenFile holds the enrolment token; read where the data directory has no gateway yet
 * @param edgeKey the file of the edge's private key
 * @param data the agent's directory
 */
public record RemoteAgentOptions(
        ServerAddress server,
        Path authority,
        Optional<Path> tokenFile,
        Path edgeKey,
        CharonSocket charon,
        Path data,
        Settings.Gateway settings) {}
