package dev.keyferry.app.api;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Turns an answer other than 200 into what the user is told. */
public final class Refusals {
    /** More errors than this are not shown; the API seldom sends more than one. */
    private static final int SHOWN = 5;

    private Refusals() {}

    /** The answer to a question; empty where the server refuses to tell. */
    public static <T> Optional<T> permitted(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (Failure failure) {
            if (failure.code() == ExitCode.REFUSED) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    static Failure failure(HttpResponse<?> response, List<ApiMessage> errors) {
        int status = response.statusCode();
        String message =
                errors.isEmpty()
                        ? "refused with HTTP status " + status
                        : errors.stream()
                                .limit(SHOWN)
                                .map(ApiMessage::line)
                                .collect(Collectors.joining("; "));
        if (status == 403 && errors.stream().anyMatch(e -> e.code() == Forbidden.CODE)) {
            return new Forbidden(message);
        }
        ExitCode code =
                status == 502 || status == 503 || status == 504
                        ? ExitCode.UNREACHABLE
                        : ExitCode.REFUSED;
        return new Failure(code, message, hint(status, response));
    }

    private static String notFound(String path) {
        if (path.contains("/keyferry/gateways/")) {
            return "`keyferry gateway list` shows all gateways";
        }
        return path.contains("/keyferry/edges/")
                ? "`keyferry edge list` shows all edges"
                : "check the ids and that KEYFERRY_URL ends in /client/v4";
    }

    private static String hint(int status, HttpResponse<?> response) {
        return switch (status) {
            case 401, 403 ->
                    "give a token that is good: KEYFERRY_TOKEN_FILE names a file with one, such as"
                            + " the server's admin.token";
            case 404 -> notFound(response.uri().getPath());
            case 413 -> "send fewer or smaller entries at once";
            case 429, 502, 503, 504 ->
                    "try again "
                            + response.headers()
                                    .firstValue("Retry-After")
                                    .map(Printable::of)
                                    .map(seconds -> "in " + seconds + " s")
                                    .orElse("in a moment");
            default ->
                    status >= 500
                            ? "see the server's log; a repeated call is harmless"
                            : "correct what the message names; docs/errors.md lists the codes";
        };
    }
}
