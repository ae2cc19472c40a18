package dev.keyferry.server.http.answer;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One item of {@code errors}.
 *
 * @param message safe to show: never quotes what was sent
 * @param pointer JSON pointer (RFC 6901) to what is wrong in the request's body
 * @param documentation where the call is described that was denied
 * @param chain what lies behind it, in the form of the public contract's {@code error_chain}
 */
public record ErrorItem(
        ApiCode code,
        String message,
        Optional<String> pointer,
        Optional<URI> documentation,
        List<ErrorItem> chain) {
    public ErrorItem {
        chain = List.copyOf(chain);
    }

    public static ErrorItem of(ApiCode code) {
        return of(code, code.text());
    }

    public static ErrorItem of(ApiCode code, String message) {
        return new ErrorItem(code, message, Optional.empty(), Optional.empty(), List.of());
    }

    /** Says what is wrong with the request. */
    public static ErrorItem invalid(String sentence) {
        ApiCode code = ApiCode.INVALID_REQUEST;
        return of(code, code.text() + ": " + sentence);
    }

    public ErrorItem at(String pointer) {
        return new ErrorItem(code, message, Optional.of(pointer), documentation, chain);
    }

    /**
     * The same at a place of the body.
     *
     * @param pointer JSON pointer; empty where the body is not what is meant
     */
    public ErrorItem within(String pointer) {
        return pointer.isEmpty() ? this : at(pointer);
    }

    public ErrorItem because(ApiCode cause) {
        return new ErrorItem(code, message, pointer, documentation, List.of(of(cause)));
    }

    public ErrorItem describedAt(URI documentation) {
        return new ErrorItem(code, message, pointer, Optional.of(documentation), chain);
    }
}
