package dev.keyferry.server.http;

import dev.keyferry.server.http.listen.HostPort;
import java.net.InetAddress;

/**
 * Where the API listens: a loopback address and a port, because plain HTTP carries keys and tokens
 * in clear.
 *
 * @param address a loopback address
 * @param port 0 takes a free one
 */
public record ListenAddress(InetAddress address, int port) {
    public static final ListenAddress DEFAULT = parse("127.0.0.1:8787");

    public ListenAddress {
        if (!address.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "the API listens on a loopback address only: without TLS, keys would cross the"
                            + " network in clear");
        }
        HostPort.requirePort(port);
    }

    /**
     * Reads {@code HOST:PORT}, where the host is a literal address (IPv6 in brackets) or {@code
     * localhost}.
     *
     * @throws IllegalArgumentException if it is not such, or not on loopback
     */
    public static ListenAddress parse(String text) {
        HostPort parsed = HostPort.parse(text);
        return new ListenAddress(parsed.address(), parsed.port());
    }

    @Override
    public String toString() {
        return new HostPort(address, port).toString();
    }

    /** The same host with another port. */
    ListenAddress withPort(int bound) {
        return new ListenAddress(address, bound);
    }
}
