package dev.keyferry.gateway.remote;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a server takes gateways.
 *
 * @param base {@code https://HOST} or {@code https://HOST:PORT}, nothing after it
 */
public record ServerAddress(URI base) {
    public ServerAddress {
        boolean isOrigin =
                "https".equals(base.getScheme())
                        && base.getHost() != null
                        && base.getRawUserInfo() == null
                        && base.getRawPath().isEmpty()
                        && base.getRawQuery() == null
                        && base.getRawFragment() == null;
        if (!isOrigin) {
            throw new IllegalArgumentException(
                    "a server's address is https://HOST:PORT and nothing more");
        }
    }

    /**
     * Reads the address as it is typed; one slash at its end is left out.
     *
     * @throws IllegalArgumentException if it is anything else, which is not quoted
     */
    public static ServerAddress parse(String text) {
        try {
            return new ServerAddress(new URI(text.replaceFirst("/$", "")));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a server's address is https://HOST:PORT");
        }
    }

    URI at(String path) {
        return base.resolve(path);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
