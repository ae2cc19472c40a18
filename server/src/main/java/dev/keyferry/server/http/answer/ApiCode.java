package dev.keyferry.server.http.answer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The closed list of integers that stand in {@code errors} of an answer, each with the HTTP status
 * that it comes with and its usual text. Those below 19000 are the public contract's; the others
 * are ours. {@code docs/errors.md} lists them all.
 */
public enum ApiCode {
    /** Alone in the public contract below 1000. */
    THROTTLED(429, 971, "Please wait and consider throttling your request speed"),
    INVALID_REQUEST(400, 1022, "Invalid Request"),
    TUNNEL_NOT_FOUND(404, 1032, "IPsec tunnel not found"),
    INVALID_HEADERS(400, 6003, "Invalid request headers"),
    /** Only within {@code error_chain}. */
    LEGACY_CREDENTIALS(
            400,
            6103,
            "X-Auth-Key is not accepted here: send an API token as Authorization: Bearer"),
    /** Only within {@code error_chain}. */
    AUTHORIZATION_SYNTAX(400, 6111, "Invalid format for Authorization header"),
    NO_ROUTE_FOR_URI(404, 7000, "No route for that URI"),
    NO_ROUTE(404, 7003, "Could not route to this URI, perhaps your object identifier is invalid?"),
    MISSING_CREDENTIALS(400, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers"),
    UNKNOWN_TOKEN(403, 9109, "Invalid access token"),
    FORBIDDEN(403, 10000, "Forbidden"),
    MALFORMED_HTTP(400, 19400, "The request is not well-formed HTTP"),
    TOKEN_NOT_FOUND(404, 19404, "API token not found"),
    METHOD_NOT_ALLOWED(405, 19405, "This method is not available for that URI"),
    TOO_SLOW(408, 19408, "The request did not arrive in time"),
    CONFLICT(409, 19409, "The request does not go together with what was done before"),
    URI_TOO_LONG(414, 19414, "The URI is too long"),
    MEDIA_TYPE(415, 19415, "The body must be sent as Content-Type: application/json"),
    EXPECTATION(417, 19417, "This expectation is not supported"),
    HEADERS_TOO_LARGE(431, 19431, "The request's headers are too large"),
    INTERNAL(500, 19500, "An internal error happened; the server's log names it by the request id"),
    NOT_IMPLEMENTED(501, 19501, "This is not supported"),
    UNAVAILABLE(503, 19503, "The server cannot take the request now; try again later"),
    HTTP_VERSION(505, 19505, "This HTTP version is not supported"),
    EDGE_NOT_FOUND(404, 20404, "Edge not found"),
    GATEWAY_NOT_FOUND(404, 21404, "Gateway not found"),
    AUDIT_RECORD_NOT_FOUND(404, 22404, "Audit record not found");

    /** Of a body that is too long, which is the one code with two statuses. */
    static final int TOO_LONG = 413;

    private final int status;
    private final int number;
    private final String text;

    ApiCode(int status, int number, String text) {
        this.status = status;
        this.number = number;
        this.text = text;
    }

    /** The HTTP status that it comes with, unless something else is said. */
    public int status() {
        return status;
    }

    /** Every HTTP status that it may come with. */
    public List<Integer> statuses() {
        return this == INVALID_REQUEST ? List.of(status, TOO_LONG) : List.of(status);
    }

    public int number() {
        return number;
    }

    public String text() {
        return text;
    }

    public static Optional<ApiCode> of(int number) {
        return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
    }
}
