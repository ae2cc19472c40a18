package dev.keyferry.app.serve;

import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code keyferry serve} was asked to do.
 *
 * @param data the server's directory
 * @param charon where the gateway in this process finds its charon; without it there is no gateway
 */
public record ServeOptions(
        Path data, ListenAddress listen, Optional<CharonSocket> charon, Settings settings) {}
