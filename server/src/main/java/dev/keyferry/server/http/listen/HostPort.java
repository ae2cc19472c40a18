package dev.keyferry.server.http.listen;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A literal address and a port to listen on.
 *
 * @param port 0 takes a free one
 */
public record HostPort(InetAddress address, int port) {
    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9a-fA-F:]{2,45})]|([0-9.]+|localhost)):(\\d{1,5})");

    public HostPort {
        requirePort(port);
    }

    /** Refuses what is no port. */
    public static void requirePort(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is from 0 to " + MAX_PORT);
        }
    }

    /**
     * Reads {@code HOST:PORT}, where the host is a literal address (IPv6 in brackets) or {@code
     * localhost}, which is 127.0.0.1.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static HostPort parse(String text) {
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
        return new HostPort(address, Integer.parseInt(form.group(3)));
    }

    @Override
    public String toString() {
        String literal = address.getHostAddress();
        return (literal.indexOf(':') < 0 ? literal : "[" + literal + "]") + ":" + port;
    }
}
