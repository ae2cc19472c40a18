package dev.keyferry.app.serve;

import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.listen.TlsAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code keyferry serve} was asked to do.
 *
 * @param data the server's directory
 * @param tls where the API and gateways are served over TLS, before what the settings say
 * @param charon where the gateway in this process finds its charon; without it there is no gateway
 */
public record ServeOptions(
        Path data,
        ListenAddress listen,
        Optional<TlsAddress> tls,
        Optional<CharonSocket> charon,
        Settings settings) {
    /** The same with TLS only where the settings ask for it. */
    public ServeOptions(
            Path data, ListenAddress listen, Optional<CharonSocket> charon, Settings settings) {
        this(data, listen, Optional.empty(), charon, settings);
    }

    public ServeOptions {
        tls = tls.or(() -> settings.tls().listen());
    }
}
