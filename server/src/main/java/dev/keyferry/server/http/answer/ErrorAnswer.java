package dev.keyferry.server.http.answer;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        if (errors.isEmpty() || !errors.getFirst().code().statuses().contains(status)) {
            throw new IllegalArgumentException("a failure has an error, and its status");
        }
    }

    /** With the status of the first error's code. */
    public static ErrorAnswer of(ErrorItem first, ErrorItem... more) {
        List<ErrorItem> errors = Stream.concat(Stream.of(first), Arrays.stream(more)).toList();
        return new ErrorAnswer(first.code().status(), errors, Map.of());
    }

    public static ErrorAnswer of(ApiCode code) {
        return of(ErrorItem.of(code));
    }

    /** The path leads nowhere. */
    public static ErrorAnswer noRoute() {
        return of(ErrorItem.of(ApiCode.NO_ROUTE), ErrorItem.of(ApiCode.NO_ROUTE_FOR_URI));
    }

    /**
     * The path does not know the method.
     *
     * @param allow the methods that the path knows, as the header {@code Allow} lists them
     */
    public static ErrorAnswer methodNotAllowed(String allow) {
        return of(ApiCode.METHOD_NOT_ALLOWED).with("Allow", allow);
    }

    /** The body is longer than bodies may be. */
    public static ErrorAnswer tooLong(String sentence) {
        return new ErrorAnswer(
                ApiCode.TOO_LONG, List.of(ErrorItem.invalid(sentence).at("")), Map.of());
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
