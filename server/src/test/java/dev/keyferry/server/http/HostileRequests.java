package dev.keyferry.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes requests that are nearly right. Confined to one thread. */
final class HostileRequests {
    /** Stands for a key: no error and no log line may contain it. */
    static final String MARKER = "MARKER0KEY0MARKER";

    private static final int MAX_MUTATIONS = 4;
    private static final List<String> FRAGMENTS =
            List.of(
                    "null",
                    "{}",
                    "[]",
                    "[[[[[[",
                    "\"",
                    "\\",
                    "\\ud800",
                    "\\u0000",
                    "\u0000",
                    "\ud83d\ude00",
                    "1e999",
                    "-0",
                    "NaN",
                    "true",
                    ",",
                    ":",
                    "/*",
                    "\"psk\":\"" + MARKER + "\",",
                    "\"id\":\"" + MARKER + "\",",
                    MARKER,
                    "[".repeat(100),
                    "9".repeat(200),
                    "a".repeat(70_000));
    private static final List<String> QUERIES =
            List.of(
                    "",
                    "",
                    "",
                    "?validate_only=true",
                    "?validate_only=false",
                    "?validate_only=" + MARKER,
                    "?validate_only",
                    "?" + MARKER + "=1",
                    "?validate_only=%ff",
                    "?validate_only=true&validate_only=true",
                    "?page=" + MARKER);
    private static final List<String> TYPES =
            List.of(
                    "application/json",
                    "application/json",
                    "application/json",
                    "application/json; charset=" + MARKER,
                    "text/" + MARKER,
                    "multipart/form-data; boundary=" + MARKER);
    private static final List<String> HEADERS =
            List.of(
                    "Accept: text/html",
                    "Accept-Encoding: gzip",
                    "Content-Encoding: " + MARKER,
                    "Expect: " + MARKER,
                    "Cookie: a=" + MARKER + "; b",
                    "Range: bytes=0-1",
                    "If-None-Match: *",
                    "X-Forwarded-For: " + MARKER,
                    "X-HTTP-Method-Override: DELETE",
                    "Transfer-Encoding: identity",
                    "Upgrade: h2c");

    /** Where a request goes, and what a right one looks like. */
    enum Route {
        BULK("POST", "{tunnels}/psk", "{\"psks\":[{\"id\":\"{tunnel}\",\"psk\":\"{key}\"}]}"),
        GENERATE("POST", "{tunnels}/{tunnel}/psk_generate", "{}"),
        CREATE_TUNNEL(
                "POST",
                "{tunnels}",
                """
                {"name":"{key}","cloudflare_endpoint":"203.0.113.1","psk":"{key}",\
                "interface_address":"10.0.0.0/31","description":"a tunnel"}\
                """),
        CREATE_TUNNELS(
                "POST",
                "{tunnels}",
                """
                {"ipsec_tunnels":[{"name":"paris","cloudflare_endpoint":"203.0.113.1",\
                "interface_address":"10.0.0.0/31","psk":"{key}"}]}\
                """),
        CREATE_ACCOUNT("POST", "/accounts", "{\"name\":\"a\",\"keyferry\":{\"number\":\"{key}\"}}"),
        GET_TUNNEL("GET", "{tunnels}/{tunnel}", ""),
        LIST_ACCOUNTS("GET", "/accounts", ""),
        DELETE_TUNNEL("DELETE", "{tunnels}/0123456789abcdef0123456789abcdef", "{key}");

        private final String method;
        private final String path;
        private final String body;

        Route(String method, String path, String body) {
            this.method = method;
            this.path = path;
            this.body = body;
        }

        boolean showsKeys() {
            // A name is no secret and is shown again, so it may be the marker as well.
            return this == BULK || this == CREATE_TUNNEL || this == CREATE_TUNNELS;
        }
    }

    private final Random random;
    private final String authorization;
    private final String tunnels;
    private final String tunnel;

    HostileRequests(Random random, String authorization, String tunnels, String tunnel) {
        this.random = random;
        this.authorization = authorization;
        this.tunnels = tunnels;
        this.tunnel = tunnel;
    }

    byte[] next(Route route) {
        byte[] body = mutated(fill(route.body).getBytes(StandardCharsets.UTF_8));
        String line = route.method + " /client/v4" + path(route) + pick(QUERIES) + " HTTP/1.1";
        List<String> headers = new ArrayList<>(List.of("Connection: close"));
        headers.add(random.nextInt(20) == 0 ? "Authorization: Bearer " + MARKER : authorization);
        headers.add("Content-Type: " + pick(TYPES));
        headers.add("Content-Length: " + body.length);
        if (random.nextInt(4) == 0) {
            headers.add(pick(HEADERS));
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                RawHttp.head(line, headers.toArray(String[]::new))
                        .getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private String path(Route route) {
        String path = fill(route.path);
        if (random.nextInt(10) > 0) {
            return path;
        }
        int at = random.nextInt(path.length());
        return path.substring(0, at)
                + pick(List.of("%", "%2f", "..", "//", ";", MARKER))
                + path.substring(at);
    }

    private String fill(String template) {
        return template.replace("{tunnels}", tunnels)
                .replace("{tunnel}", tunnel)
                .replace("{key}", MARKER);
    }

    private byte[] mutated(byte[] body) {
        byte[] mutated = body;
        for (int i = random.nextInt(MAX_MUTATIONS + 1); i > 0 && mutated.length > 0; i--) {
            mutated = mutatedOnce(mutated);
        }
        return mutated;
    }

    private byte[] mutatedOnce(byte[] body) {
        int from = random.nextInt(body.length);
        int to = from + random.nextInt(Math.min(20, body.length - from) + 1);
        return switch (random.nextInt(5)) {
            case 0 -> joined(head(body, from), tail(body, to));
            case 1 -> joined(head(body, to), tail(body, from));
            case 2 -> head(body, from);
            case 3 -> {
                byte[] changed = body.clone();
                changed[from] = (byte) random.nextInt(256);
                yield changed;
            }
            default ->
                    joined(
                            head(body, from),
                            pick(FRAGMENTS).getBytes(StandardCharsets.UTF_8),
                            tail(body, to));
        };
    }

    private static byte[] head(byte[] body, int end) {
        return Arrays.copyOfRange(body, 0, end);
    }

    private static byte[] tail(byte[] body, int start) {
        return Arrays.copyOfRange(body, start, body.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
