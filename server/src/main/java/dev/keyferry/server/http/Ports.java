package dev.keyferry.server.http;

import dev.keyferry.server.http.listen.HostPort;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.http.listen.TlsListener;
import dev.keyferry.server.http.listen.TlsPort;
import dev.keyferry.server.tls.ServerIdentity;
import io.javalin.config.JettyConfig;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The addresses of one server, and what listens there. Confined to one thread until it runs. */
final class Ports {
    /** Connections at once over plain HTTP; one carries one request at a time. */
    static final int MAX_CONNECTIONS = 1_024;

    private final Listeners listeners;
    private final HttpTimeouts timeouts;
    private final Optional<TlsPort> secure;
    private final List<ServerConnector> opened = new ArrayList<>();

    Ports(Listeners listeners, HttpTimeouts timeouts) {
        this.listeners = listeners;
        this.timeouts = timeouts;
        this.secure = listeners.tls().map(TlsListener::identity).map(TlsPort::new);
    }

    /** Takes the addresses when the server starts. */
    void addTo(JettyConfig jetty) {
        jetty.addConnector(this::openPlain);
        secure.ifPresent(port -> jetty.addConnector((server, http) -> openTls(port, server, http)));
    }

    /** Gives the addresses back, and tells why the server did not start. */
    ListenFailed failed(JavalinException failure) {
        opened.forEach(ServerConnector::close);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ListenFailed known) {
                return known;
            }
        }
        return new ListenFailed(listeners.plain().toString(), failure);
    }

    ListenAddress plain() {
        return listeners.plain().withPort(opened.getFirst().getLocalPort());
    }

    Optional<TlsAddress> tls() {
        return listeners
                .tls()
                .map(TlsListener::address)
                .map(address -> address.withPort(opened.getLast().getLocalPort()));
    }

    /** Whether anybody has a connection open. */
    boolean isConnected() {
        return opened.stream().anyMatch(each -> !each.getConnectedEndPoints().isEmpty());
    }

    void use(ServerIdentity identity) {
        secure.ifPresent(port -> port.use(identity));
    }

    private ServerConnector openPlain(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        ListenAddress address = listeners.plain();
        open(connector, address.address(), address.port(), MAX_CONNECTIONS);
        return connector;
    }

    private ServerConnector openTls(TlsPort port, Server server, HttpConfiguration http) {
        ServerConnector connector = port.connector(server, http);
        TlsAddress address = listeners.tls().orElseThrow().address();
        open(connector, address.address(), address.port(), TlsPort.MAX_CONNECTIONS);
        return connector;
    }

    // Each by itself, so that a failure names the address that it is about.
    private void open(ServerConnector connector, InetAddress host, int port, int maxConnections) {
        connector.setHost(host.getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(timeouts.idle().toMillis());
        connector.addBean(new NetworkConnectionLimit(maxConnections, connector));
        opened.add(connector);
        try {
            connector.open();
        } catch (IOException e) {
            throw new ListenFailed(new HostPort(host, port).toString(), e);
        }
    }
}
