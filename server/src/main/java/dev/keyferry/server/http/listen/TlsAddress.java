package dev.keyferry.server.http.listen;

import java.net.InetAddress;

/**
 * Where the API and the gateways' calls are served over TLS: any address of this machine, or all.
 *
 * @param port 0 takes a free one
 */
public record TlsAddress(InetAddress address, int port) {
    public TlsAddress {
        HostPort.requirePort(port);
    }

    /**
     * Reads {@code HOST:PORT}, where the host is a literal address (IPv6 in brackets; {@code
     * 0.0.0.0} or {@code [::]} for all) or {@code localhost}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static TlsAddress parse(String text) {
        HostPort parsed = HostPort.parse(text);
        return new TlsAddress(parsed.address(), parsed.port());
    }

    /** The same host with another port. */
    public TlsAddress withPort(int bound) {
        return new TlsAddress(address, bound);
    }

    @Override
    public String toString() {
        return new HostPort(address, port).toString();
    }
}
