package dev.keyferry.server.http.answer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole failure: the HTTP status, the items of {@code errors} and the headers that belong to
 * them.
 *
 * @param errors at least one
 */
public record ErrorAnswer(int status, List<ErrorItem> errors, Map<String, String> headers) {
    public ErrorAnswer {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
        if (status < 400 || errors.isEmpty()) {
            throw new IllegalArgumentException("a failure has a status from 400 and an error");
        }
    }

    public static ErrorAnswer of(int status, ErrorItem... errors) {
        return new ErrorAnswer(status, List.of(errors), Map.of());
    }

    public static ErrorAnswer of(int status, ApiCode code) {
        return of(status, ErrorItem.of(code));
    }

    /** The path leads nowhere. */
    public static ErrorAnswer noRoute() {
        return of(404, ErrorItem.of(ApiCode.NO_ROUTE), ErrorItem.of(ApiCode.NO_ROUTE_FOR_URI));
    }

    /**
     * The path does not know the method.
     *
     * @param allow the methods that the path knows, as the header {@code Allow} lists them
     */
    public static ErrorAnswer methodNotAllowed(String allow) {
        return of(405, ApiCode.METHOD_NOT_ALLOWED).with("Allow", allow);
    }

    /**
     * The request is wrong at one place.
     *
     * @param pointer JSON pointer (RFC 6901) into the body; empty for the body as a whole
     */
    public static ErrorAnswer invalid(int status, String pointer, String sentence) {
        String message = ApiCode.INVALID_REQUEST.text() + ": " + sentence;
        return of(status, ErrorItem.of(ApiCode.INVALID_REQUEST, message).at(pointer));
    }

    /** With {@code Retry-After} in whole seconds, rounded up. */
    public ErrorAnswer retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return with("Retry-After", Long.toString(seconds));
    }

    public ErrorAnswer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new ErrorAnswer(status, errors, more);
    }
}
