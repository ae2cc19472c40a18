package dev.keyferry.e2e.marker;

import static dev.keyferry.e2e.marker.Marker.percentEncoded;

import dev.keyferry.e2e.marker.Call.Shows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys where none belongs: a caller's mistake must not spread what it sent. Thread-safe. */
final class MisplacedKeys {
    private static final int PAST_THE_LIMIT = 5 * 1024 * 1024;
    private static final int TOO_OFTEN = 2_000;
    private static final String HOST = "Host: x\r\nConnection: close\r\n";

    private static final Map<String, String> TUNNEL =
            Map.of(
                    "name", "misplaced",
                    "cloudflare_endpoint", "203.0.113.1",
                    "interface_address", "10.8.0.0/31");

    private final Marker marker;
    private final String account;
    private final String tunnels;
    private final String tunnel;

    MisplacedKeys(Marker marker, String account, String tunnel) {
        this.marker = marker;
        this.account = "/accounts/" + account;
        this.tunnels = this.account + "/magic/ipsec_tunnels";
        this.tunnel = tunnel;
    }

    List<Call> all() {
        return Stream.of(inFields(), inTokens(), inTheRequest(), inHeaders(), inBrokenBodies())
                .flatMap(List::stream)
                .toList();
    }

    /** What breaks HTTP itself, so that it is written by hand. */
    List<String> broken() {
        String key = marker.key();
        return List.of(
                "GET /" + key + " HTTP/9.9\r\n\r\n",
                key + " / HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /client/v4/%zz" + key + " HTTP/1.1\r\n" + HOST + "\r\n",
                withLine(key),
                withLine(" " + key),
                withLine("Content-Length: " + key),
                withLine("Transfer-Encoding: " + key),
                withLine("Expect: " + key),
                withLine("X: " + key + "\0"),
                withLine("Host: " + key),
                withLine("X: " + key.repeat(TOO_OFTEN)));
    }

    /** A request that calls the server itself by a key. */
    String asHost(String token) {
        return "GET /client/v4"
                + tunnels
                + " HTTP/1.1\r\nHost: "
                + marker.key()
                + "\r\nConnection: close\r\nAuthorization: Bearer "
                + token
                + "\r\n\r\n";
    }

    /** A request for the bulk call whose body breaks off within a key. */
    String cutOff(String token) {
        return Sender.head(tunnels + "/psk", token, 1_000)
                + "{\"psks\":[{\"psk\":\""
                + marker.key();
    }

    private List<Call> inFields() {
        String key = marker.key();
        return List.of(
                // An entry that is not applied is told by its id as it was sent, up to 32
                // characters.
                Call.json(
                        "as an id",
                        "POST",
                        tunnels + "/psk",
                        psks(key, "x".repeat(20)),
                        Shows.SECRET),
                post("as an id too long", "/psk", psks(key + key, "x".repeat(20))),
                post("as a name", "", tunnel("name", key)),
                post("as an endpoint", "", tunnel("cloudflare_endpoint", key)),
                post("as a customer's endpoint", "", tunnel("customer_endpoint", key)),
                post("as an inner address", "", tunnel("interface_address", key)),
                Call.json(
                        "as an account's id",
                        "POST",
                        "/accounts",
                        "{\"name\":\"a\",\"keyferry\":{\"id\":\"" + key + "\"}}",
                        Shows.NOTHING),
                Call.json(
                        "as an account's number",
                        "POST",
                        "/accounts",
                        "{\"name\":\"a\",\"keyferry\":{\"number\":\"" + key + "\"}}",
                        Shows.NOTHING),
                Call.json(
                        "as an account's type",
                        "POST",
                        "/accounts",
                        "{\"name\":\"a\",\"type\":\"" + key + "\"}",
                        Shows.NOTHING));
    }

    private List<Call> inTokens() {
        String key = marker.key();
        return List.of(
                token("as a permission", "[{\"id\":\"" + key + "\"}]", "{\"x\":\"*\"}", ""),
                token("as a resource", "[]", "{\"" + key + "\":\"*\"}", ""),
                token("as a resource's value", "[]", "{\"x\":\"" + key + "\"}", ""),
                token("as an expiry", "[]", "{}", ",\"expires_on\":\"" + key + "\""),
                token(
                        "as a network",
                        "[]",
                        "{}",
                        ",\"condition\":{\"request_ip\":{\"in\":[\"" + key + "\"]}}"),
                get("as a token's id", "/user/tokens/" + key),
                get("as a token's id of the account", account + "/tokens/" + key),
                get("as a permission's name", "/user/tokens/permission_groups?name=" + key));
    }

    private static Call token(String what, String groups, String resources, String more) {
        String body =
                """
                {"name":"t","policies":[{"effect":"allow","permission_groups":%s,"resources":%s}]%s}\
                """
                        .formatted(groups, resources, more);
        return Call.json(what, "POST", "/user/tokens", body, Shows.NOTHING);
    }

    private List<Call> inTheRequest() {
        String key = marker.key();
        String coded = percentEncoded(key);
        return List.of(
                get("in a path", "/" + key),
                get("in a path, encoded", "/" + coded),
                get("as an account", "/accounts/" + key),
                get("as an account, encoded", "/accounts/" + coded + "/magic/ipsec_tunnels"),
                get("as a tunnel", tunnels + "/" + key),
                get("as a tunnel, encoded", tunnels + "/" + coded),
                get("in a query", tunnels + "?psk=" + key),
                get("as a page", "/accounts?page=" + key),
                get("as validate_only", tunnels + "/" + tunnel + "?validate_only=" + coded),
                post(
                        "as validate_only of a change",
                        "/psk?validate_only=" + key,
                        psks(tunnel, key)),
                Call.json(
                        "with another method",
                        "PATCH",
                        tunnels + "/psk",
                        psks(tunnel, key),
                        Shows.NOTHING));
    }

    private List<Call> inHeaders() {
        String key = marker.key();
        Call list = get("in a header", tunnels);
        return List.of(
                list.with("X-Key", key),
                list.with("User-Agent", key),
                list.with("Cookie", "psk=" + key),
                list.with("Referer", "http://example.net/" + key),
                list.with("Accept", key),
                list.with("Authorization", key),
                list.with("Authorization", "Bearer " + key),
                list.with("Authorization", "Bearer " + key + " " + key),
                list.with("X-Auth-Key", key),
                list.with("X-Auth-Email", key + "@example.net"),
                list.with("x-magic-new-hc-target", key),
                list.with("x-request-id", key),
                list.with("Idempotency-Key", key),
                post("as a type", "/psk", psks(tunnel, key)).with("Content-Type", key),
                post("under another type", "/psk", psks(tunnel, key))
                        .with("Content-Type", "text/plain"),
                post("under a charset", "/psk", psks(tunnel, key))
                        .with("Content-Type", "application/json; charset=" + key),
                post("as an encoding", "/psk", psks(tunnel, key)).with("Content-Encoding", key));
    }

    private List<Call> inBrokenBodies() {
        String key = marker.key();
        String good = psks(tunnel, key);
        return List.of(
                post("cut off", "/psk", good.substring(0, good.length() - 3)),
                post("without quotes", "/psk", good.replace("\"" + key + "\"", key)),
                post("after a wrong escape", "/psk", good.replace(key, "\\q" + key)),
                post("before a raw control character", "/psk", good.replace(key, key + "\u0001")),
                post(
                        "as an object",
                        "/psk",
                        good.replace("\"" + key + "\"", "{\"" + key + "\":1}")),
                post("in an array", "/psk", good.replace("\"" + key + "\"", "[\"" + key + "\"]")),
                post("as a member", "/psk", "{\"" + key + "\":1}"),
                post("as a member twice", "/psk", "{\"" + key + "\":1,\"" + key + "\":2}"),
                post("as all of it", "/psk", "\"" + key + "\""),
                post("bare", "/psk", key),
                post("behind all of it", "/psk", good + key),
                post("in a comment", "/psk", "/*" + key + "*/" + good),
                post("nested too deep", "/psk", "[".repeat(100) + "\"" + key + "\""),
                post("as a number", "", tunnel("replay_protection", key)),
                post(
                        "too large",
                        "/psk",
                        "{\"" + key + "\":\"" + "x".repeat(PAST_THE_LIMIT) + "\"}"),
                new Call(
                        "before broken UTF-8",
                        "POST",
                        tunnels + "/psk",
                        Map.of("Content-Type", "application/json"),
                        good.replace("!", "\u00ff"),
                        Shows.NOTHING),
                Call.json("in a body that nobody asked for", "GET", tunnels, good, Shows.NOTHING),
                Call.json(
                        "in the body of a generation",
                        "POST",
                        tunnels + "/" + "0".repeat(32) + "/psk_generate",
                        "{\"psk\":\"" + key + "\"}",
                        Shows.NOTHING));
    }

    private static String withLine(String line) {
        return "GET / HTTP/1.1\r\n" + HOST + line + "\r\n\r\n";
    }

    private Call get(String what, String path) {
        return Call.bare(what, "GET", path, Shows.NOTHING);
    }

    private Call post(String what, String path, String body) {
        return Call.json(what, "POST", tunnels + path, body, Shows.NOTHING);
    }

    private static String psks(String id, String psk) {
        return "{\"psks\":[{\"id\":\"" + id + "\",\"psk\":\"" + psk + "\"}]}";
    }

    private static String tunnel(String field, String value) {
        Map<String, String> fields = new LinkedHashMap<>(TUNNEL);
        fields.put(field, value);
        return fields.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
