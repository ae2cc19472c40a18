package dev.keyferry.server.contract.hostile;

import dev.keyferry.server.contract.DescribedRoutes.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes request lines and headers, some of them right. Those that say how long the body is come
 * from {@link HostileFraming}. Confined to one thread.
 */
final class HostileHeads {
    private static final List<String> METHODS =
            List.of(
                    "GET",
                    "HEAD",
                    "POST",
                    "PUT",
                    "PATCH",
                    "OPTIONS",
                    "TRACE",
                    "BREW",
                    "get",
                    "PRI",
                    "POST" + Markers.WORD,
                    "G".repeat(200));
    private static final List<String> PATH_PARTS =
            List.of(
                    "%",
                    "%2f",
                    "%2F",
                    "%00",
                    "%0d%0a",
                    "..",
                    "/../",
                    "/./",
                    "//",
                    ";",
                    ";a=b",
                    "%2e%2e",
                    "%252f",
                    "\\",
                    "%5c",
                    "%c0%af",
                    "%ed%a0%80",
                    "%u0041",
                    "\u00e9",
                    "?",
                    "#",
                    " ",
                    "\t",
                    "*",
                    "'",
                    "\"",
                    "<",
                    "{",
                    "/",
                    Markers.WORD,
                    "a".repeat(40),
                    "a".repeat(2_000),
                    "a".repeat(20_000));
    private static final List<String> QUERIES =
            List.of(
                    "validate_only=true",
                    "validate_only=false",
                    "validate_only=",
                    "validate_only",
                    "validate_only=TRUE",
                    "validate_only=1",
                    "validate_only=" + Markers.WORD,
                    "validate_only=true&validate_only=true",
                    "validate_only=%74rue",
                    "%76alidate_only=true",
                    "validate_only[]=true",
                    "validate_only=%ff",
                    "validate_only=%",
                    "page=0",
                    "page=-1",
                    "page=1000001",
                    "page=1&page=2",
                    "page=1e3",
                    "page=%31",
                    "per_page=1001",
                    "per_page=0",
                    "per_page=",
                    "page=99999999999999999999",
                    "per_page=" + Markers.WORD,
                    Markers.WORD + "=1",
                    "&&&=&=",
                    "a=%c0%80",
                    "a=" + "b".repeat(3_000),
                    "\u00ff",
                    "%00=%00");
    private static final List<String> TYPES =
            List.of(
                    "application/json; charset=utf-8",
                    "application/json; charset=utf-16",
                    "application/json; charset=" + Markers.WORD,
                    "APPLICATION/JSON",
                    "text/plain",
                    "text/" + Markers.WORD,
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=" + Markers.WORD,
                    "application/json, text/html",
                    "",
                    ";",
                    "application/merge-patch+json",
                    "a".repeat(3_000));
    private static final List<String> HEADERS =
            List.of(
                    "Accept: text/html",
                    "Accept-Encoding: gzip",
                    "Content-Encoding: gzip",
                    "Content-Encoding: " + Markers.WORD,
                    "Expect: " + Markers.WORD,
                    "Cookie: a=" + Markers.WORD + "; b",
                    "Range: bytes=0-1",
                    "If-None-Match: *",
                    "If-Modified-Since: " + Markers.WORD,
                    "X-Forwarded-For: " + Markers.WORD,
                    "Forwarded: for=" + Markers.WORD,
                    "X-HTTP-Method-Override: DELETE",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABk",
                    "Origin: null",
                    "Host: other",
                    "Host: " + Markers.WORD,
                    "X-Request-Id: " + Markers.WORD,
                    "X: " + "x".repeat(17_000),
                    "No colon here",
                    ": nameless",
                    "Bad Name: x",
                    " folded",
                    "X: a\u0000b",
                    "X: \u00ff\u00fe",
                    "x-magic-new-hc-target: true",
                    "x-magic-new-hc-target: false",
                    "x-magic-new-hc-target: " + Markers.WORD,
                    "x-magic-new-hc-target: TRUE",
                    "x-magic-new-hc-target:",
                    "X-Keyferry-Allow-Former-Key: true",
                    "X-Keyferry-Allow-Former-Key: " + Markers.WORD,
                    "X-Keyferry-Allow-Former-Key: 1",
                    "Idempotency-Key: " + Markers.KEY,
                    "Idempotency-Key:",
                    "Idempotency-Key: " + "k".repeat(256),
                    "Idempotency-Key: " + "k".repeat(5_000),
                    "Idempotency-Key: \u00e9\u0007",
                    "X-Auth-Key: " + Markers.KEY,
                    "X-Auth-Email: " + Markers.WORD,
                    "X-Stainless-Retry-Count: " + Markers.WORD,
                    "api-version: " + Markers.WORD);
    private static final List<String> CREDENTIALS =
            List.of(
                    "Authorization: Bearer " + Markers.KEY,
                    "Authorization: Bearer",
                    "Authorization: Bearer ",
                    "Authorization:",
                    "Authorization: Basic dTpw",
                    "Authorization: " + Markers.KEY,
                    "Authorization: Bearer a b",
                    "Authorization: Bearer \u00e9",
                    "Authorization: Bearer " + "x".repeat(9_000),
                    "Authorization: Bearer a\r\nAuthorization: Bearer b",
                    "X: no credentials");
    private static final List<String> VERSIONS =
            List.of("HTTP/1.0", "HTTP/1.2", "HTTP/9.9", "http/1.1", "HTTP/1.1 x", "", "FTP/1.1");

    private final Draw draw;

    HostileHeads(Draw draw) {
        this.draw = draw;
    }

    /** The request line, without line end. */
    String line(Route route, Targets targets) {
        String method = draw.oneIn(20) ? draw.of(METHODS) : route.method();
        String path = filled(route.path(), targets);
        if (draw.oneIn(8)) {
            path = draw.inserted(path, draw.of(PATH_PARTS));
        } else if (draw.oneIn(8)) {
            path =
                    route.path()
                            .replaceFirst(
                                    "\\{[^}]+}",
                                    draw.of(
                                            List.of(
                                                    "0".repeat(32),
                                                    "0".repeat(31),
                                                    "0".repeat(33),
                                                    "F".repeat(32),
                                                    "psk",
                                                    "null",
                                                    "-1",
                                                    ".",
                                                    "%20",
                                                    Markers.WORD)));
            path = filled(path, targets);
        }
        String query = draw.oneIn(3) ? "?" + draw.of(QUERIES) : "";
        String version = draw.oneIn(50) ? draw.of(VERSIONS) : "HTTP/1.1";
        return method + " " + path + query + " " + version;
    }

    /** All headers but those about the body's length. */
    List<String> headers(Targets targets) {
        List<String> headers = new ArrayList<>(List.of("Connection: close"));
        headers.add(draw.oneIn(20) ? draw.of(CREDENTIALS) : targets.authorization());
        headers.add("Content-Type: " + (draw.oneIn(12) ? draw.of(TYPES) : "application/json"));
        if (draw.oneIn(4)) {
            headers.add(draw.of(HEADERS));
        }
        return headers;
    }

    static String filled(String template, Targets targets) {
        return template.replace("{account_id}", targets.account())
                .replace("{ipsec_tunnel_id}", targets.tunnel())
                .replace("{token_id}", targets.token())
                .replace("{edge_name}", targets.named().edge())
                .replace("{gateway_name}", targets.named().gateway())
                .replace("{address}", "198.51.100.77")
                .replace("{audit_id}", targets.token());
    }
}
