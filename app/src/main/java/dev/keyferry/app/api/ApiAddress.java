package dev.keyferry.app.api;

import dev.keyferry.app.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the API is and by which token it is called.
 *
 * @param base ends in {@code /client/v4}; {@code http} only to {@code localhost} or a loopback
 *     address
 * @param authority the certificates in PEM that the server's must lead to; empty for those that the
 *     JDK trusts
 */
public record ApiAddress(URI base, String token, Optional<Path> authority) {
    public static final String DEFAULT_URL = "http://127.0.0.1:8787/client/v4";

    static final int MAX_TOKEN_LENGTH = 4_096;

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    public ApiAddress {
        requireSafe(base);
        if (token.length() > MAX_TOKEN_LENGTH || !TOKEN.matcher(token).matches()) {
            throw Failure.usage(
                    "the token is not in the form of a bearer token (RFC 6750, section 2.1)",
                    "give the one line of the server's admin.token, without quotes");
        }
    }

    /** A server whose certificate, if it has one, leads to an authority that the JDK trusts. */
    public ApiAddress(URI base, String token) {
        this(base, token, Optional.empty());
    }

    /**
     * Reads {@code KEYFERRY_URL}, {@code KEYFERRY_TOKEN} or {@code KEYFERRY_TOKEN_FILE}, and {@code
     * KEYFERRY_CA}.
     */
    public static ApiAddress of(Map<String, String> environment) {
        String url = environment.getOrDefault("KEYFERRY_URL", DEFAULT_URL);
        try {
            return new ApiAddress(
                    URI.create(url.replaceFirst("/+$", "")),
                    token(environment),
                    Optional.of(environment.getOrDefault("KEYFERRY_CA", ""))
                            .filter(file -> !file.isEmpty())
                            .map(Path::of));
        } catch (IllegalArgumentException e) {
            throw Failure.usage("KEYFERRY_URL is not a URL", "set it as in " + DEFAULT_URL);
        }
    }

    private static String token(Map<String, String> environment) {
        String token = environment.getOrDefault("KEYFERRY_TOKEN", "");
        if (!token.isEmpty()) {
            return token;
        }
        String file = environment.getOrDefault("KEYFERRY_TOKEN_FILE", "");
        if (file.isEmpty()) {
            throw Failure.usage(
                    "no token is given",
                    "set KEYFERRY_TOKEN_FILE to the file admin.token in the server's data"
                            + " directory, or KEYFERRY_TOKEN");
        }
        return read(Path.of(file));
    }

    private static String read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_TOKEN_LENGTH + 2), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw Failure.usage(
                    "the token file " + file + " cannot be read",
                    "check KEYFERRY_TOKEN_FILE and who may read that file");
        }
    }

    private static void requireSafe(URI base) {
        String scheme = base.getScheme();
        if (base.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw Failure.usage(
                    "KEYFERRY_URL must be an http or https URL with a host",
                    "set it as in " + DEFAULT_URL);
        }
        if ("http".equals(scheme) && !isLoopback(base.getHost())) {
            throw Failure.usage(
                    "plain http to " + base.getHost() + " would show the token to the network",
                    "use an https URL, or run the command on the server's host");
        }
    }

    /** Other names are not looked up: whoever connects looks again, and may be told otherwise. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return base + " (token redacted)";
    }
}
