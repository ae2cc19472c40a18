package dev.keyferry.feed.wire;

import dev.keyferry.feed.codec.MalformedFeed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Why a gateway's call was refused. On the wire it is the JSON object {@code
 * {"problem":"<token>","message":"<sentence>"}} behind the kind's status. Thread-safe.
 *
 * @param message one sentence for an operator, without any secret
 */
public record Problem(Kind kind, String message) {
    /** Longest form. */
    public static final int MAX_BYTES = 2_048;

    private static final String KIND = "problem";
    private static final String MESSAGE = "message";

    /** The closed list of kinds; it stands in {@code docs/errors.md}. */
    public enum Kind {
        /** The body is not what the call takes. */
        MALFORMED("malformed", 400),
        /** The token is missing, wrong, used up or revoked. */
        UNAUTHORIZED("unauthorized", 401),
        /** The body did not arrive in time. */
        TOO_SLOW("too-slow", 408),
        /**
         * The edge has another key than the one that the host has, or one whose private half lies
         * on the server, which is no other host's.
         */
        EDGE_KEY_REFUSED("edge-key-refused", 409),
        /** The body is over its limit. */
        TOO_LARGE("too-large", 413),
        /** The gateway speaks an older protocol: it has to be updated. */
        GATEWAY_TOO_OLD("gateway-too-old", 426),
        /** The gateway speaks a newer protocol: the server has to be updated. */
        SERVER_TOO_OLD("server-too-old", 426),
        /** Too many requests from one source showed no valid token. */
        TOO_MANY_FAILURES("too-many-failures", 429),
        /** Something in the server failed; its log says what. */
        FAILED("failed", 500),
        /** The server stops, or cannot read its store now. */
        UNAVAILABLE("unavailable", 503);

        private final String token;
        private final int status;

        Kind(String token, int status) {
            this.token = token;
            this.status = status;
        }

        public String token() {
            return token;
        }

        /** Of the HTTP answer. */
        public int status() {
            return status;
        }
    }

    public byte[] encode() {
        var members = new LinkedHashMap<String, String>();
        members.put(KIND, kind.token);
        members.put(MESSAGE, message);
        return FlatObject.write(members);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedFeed if it is anything else: then it was no Keyferry server of this protocol
     *     that answered
     */
    public static Problem decode(byte[] form) {
        Map<String, String> members = FlatObject.read(form, MAX_BYTES);
        String token = Objects.requireNonNullElse(members.get(KIND), "");
        Kind kind =
                Arrays.stream(Kind.values())
                        .filter(k -> k.token.equals(token))
                        .findFirst()
                        .orElseThrow(() -> new MalformedFeed("an unknown problem"));
        return new Problem(kind, Objects.requireNonNullElse(members.get(MESSAGE), ""));
    }
}
