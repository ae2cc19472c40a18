package dev.keyferry.app.agent;

import dev.keyferry.app.Failure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;

/** Where an agent shows its metrics: on loopback, since nobody is asked for a token there. */
public record MetricsAddress(InetAddress address, int port) {
    private static final int MAX_PORT = 65_535;

    public MetricsAddress {
        if (!address.isLoopbackAddress()) {
            throw new IllegalArgumentException("no loopback address");
        }
    }

    /**
     * Reads {@code HOST:PORT}, where the host is a literal loopback address (IPv6 in brackets) or
     * {@code localhost}; port 0 takes a free one.
     *
     * @throws Failure a usage failure if it is not such
     */
    public static MetricsAddress parse(String text) {
        try {
            URI uri = new URI("http://" + text);
            String host = uri.getHost();
            boolean isWhole = host != null && uri.getRawAuthority().equals(text);
            if (isWhole
                    && uri.getUserInfo() == null
                    && 0 <= uri.getPort()
                    && uri.getPort() <= MAX_PORT) {
                String literal = host.equals("localhost") ? "127.0.0.1" : host;
                return new MetricsAddress(InetAddress.ofLiteral(literal), uri.getPort());
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    InetSocketAddress socket() {
        return new InetSocketAddress(address, port);
    }

    private static Failure refused() {
        return Failure.usage(
                "--metrics: this is not HOST:PORT on loopback",
                "give for instance 127.0.0.1:9787; a proxy with TLS may show it to others");
    }
}
