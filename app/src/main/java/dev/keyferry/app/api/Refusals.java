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

    private static final String ELSEWHERE =
            "the token is limited to networks: call from one of them; `keyferry token list` shows"
                    + " them as FROM, by a token that may read that";

    private Refusals() {}

    /** The answer to a question; empty where the token may not ask it. */
    public static <T> Optional<T> permitted(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (Forbidden e) {
            return Optional.empty();
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
        String hint = isElsewhere(errors) ? ELSEWHERE : hint(status, response);
        return status >= 500
                ? new Unanswered(code, message, hint)
                : new Failure(code, message, hint);
    }

    /** The token is good, but not from here; the code alone says only that it is of no use. */
    private static boolean isElsewhere(List<ApiMessage> errors) {
        return errors.stream()
                .anyMatch(error -> error.message().startsWith("Cannot use the access token from"));
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
