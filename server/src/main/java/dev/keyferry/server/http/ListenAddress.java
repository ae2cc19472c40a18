package dev.keyferry.server.http;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the API listens: a loopback address and a port, because plain HTTP carries keys and tokens
 * in clear.
 *
 * @param address a loopback address
 * @param port 0 takes a free one
 */
public record ListenAddress(InetAddress address, int port) {
    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9a-fA-F:]{2,45})]|([0-9.]+|localhost)):(\\d{1,5})");

    public static final ListenAddress DEFAULT = parse("127.0.0.1:8787");

    public ListenAddress {
        if (!address.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "the API listens on a loopback address only: without TLS, keys would cross the"
                            + " network in clear");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is from 0 to " + MAX_PORT);
        }
    }

    /**
     * Reads {@code HOST:PORT}, where the host is a literal address (IPv6 in brackets) or {@code
     * localhost}.
     *
     * @throws IllegalArgumentException if it is not such, or not on loopback
     */
    public static ListenAddress parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "an address to listen on is HOST:PORT, such as 127.0.0.1:8787");
        }
        String host = form.group(1) != null ? form.group(1) : form.group(2);
        InetAddress address =
                host.equals("localhost")
                        ? InetAddress.ofLiteral("127.0.0.1")
                        : InetAddress.ofLiteral(host);
        return new ListenAddress(address, Integer.parseInt(form.group(3)));
    }

    @Override
    public String toString() {
        return hostText() + ":" + port;
    }

    /** The same host with another port. */
    ListenAddress withPort(int bound) {
        return new ListenAddress(address, bound);
    }

    private String hostText() {
        String literal = address.getHostAddress();
        return literal.indexOf(':') < 0 ? literal : "[" + literal + "]";
    }
}
