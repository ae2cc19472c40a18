package dev.keyferry.e2e.marker;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One request with the marker in it.
 *
 * @param what it is, for whoever reads a failure; has no key in it
 * @param path below the base, as it stands in the request line
 * @param body each character of it a byte
 */
record Call(
        String what,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        Shows shows) {
    /** What the answer shows where the caller may make the call. */
    enum Shows {
        /** What was sent, or a new key: that is what the call is for. */
        SECRET,
        NOTHING,
        /** Nothing either, and the call succeeds. */
        NOTHING_THOUGH_DONE
    }

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    static Call json(String what, String method, String path, String body, Shows shows) {
        String bytes =
                new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new Call(what, method, path, JSON, bytes, shows);
    }

    static Call bare(String what, String method, String path, Shows shows) {
        return new Call(what, method, path, Map.of(), "", shows);
    }

    Call with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Call(what, method, path, Map.copyOf(more), body, shows);
    }
}
