package dev.keyferry.server.http;

import dev.keyferry.server.defect.WithoutTexts;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.refusal.Refusal;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that turns a failure into an answer. Thread-safe. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final Duration RETRY_STORE = Duration.ofSeconds(1);

    private Failures() {}

    static ErrorAnswer of(Throwable failure) {
        return switch (failure) {
            case RequestRefused refused -> refused.answer();
            case Refusal refusal -> of(refusal);
            case StoreUnavailable broken -> {
                log.atError().setCause(broken).log("the store failed");
                yield ErrorAnswer.of(503, ApiCode.UNAVAILABLE).retryAfter(RETRY_STORE);
            }
            case InterruptedException _ -> {
                Thread.currentThread().interrupt();
                yield ErrorAnswer.of(503, ApiCode.UNAVAILABLE).retryAfter(RETRY_STORE);
            }
            case MethodNotAllowedResponse wrong ->
                    ErrorAnswer.methodNotAllowed(String.join(", ", wrong.getDetails().values()));
            case HttpResponseException other -> ofStatus(other.getStatus());
            default -> {
                log.atError()
                        .setCause(WithoutTexts.of(failure))
                        .log("a request failed unexpectedly");
                yield ErrorAnswer.of(500, ApiCode.INTERNAL);
            }
        };
    }

    /** For failures that are known by their HTTP status alone. */
    static ErrorAnswer ofStatus(int status) {
        return switch (status) {
            case 404 -> ErrorAnswer.noRoute();
            case 405 -> ErrorAnswer.of(status, ApiCode.METHOD_NOT_ALLOWED);
            case 408 -> ErrorAnswer.of(status, ApiCode.TOO_SLOW);
            case 413 -> ErrorAnswer.invalid(status, "", "the body is too long");
            case 414 -> ErrorAnswer.of(status, ApiCode.URI_TOO_LONG);
            case 415 -> ErrorAnswer.of(status, ApiCode.MEDIA_TYPE);
            case 417 -> ErrorAnswer.of(status, ApiCode.EXPECTATION);
            case 431 -> ErrorAnswer.of(status, ApiCode.HEADERS_TOO_LARGE);
            case 501 -> ErrorAnswer.of(status, ApiCode.NOT_IMPLEMENTED);
            case 503 -> ErrorAnswer.of(status, ApiCode.UNAVAILABLE).retryAfter(RETRY_STORE);
            case 426, 505 -> ErrorAnswer.of(505, ApiCode.HTTP_VERSION);
            default ->
                    status >= 400 && status < 500
                            ? ErrorAnswer.of(status, ApiCode.MALFORMED_HTTP)
                            : ErrorAnswer.of(500, ApiCode.INTERNAL);
        };
    }

    private static ErrorAnswer of(Refusal refusal) {
        ApiCode code =
                ApiCode.of(refusal.code())
                        .orElseThrow(() -> new IllegalStateException("an unlisted code"));
        ErrorItem item = ErrorItem.of(code, refusal.text());
        return switch (refusal) {
            case Refusal.Invalid invalid -> ErrorAnswer.of(400, item.at(invalid.pointer()));
            case Refusal.AccountNotFound _ -> ErrorAnswer.of(404, item);
            case Refusal.TunnelNotFound unknown ->
                    ErrorAnswer.of(404, item.within(unknown.pointer()));
            case Refusal.Conflict conflict ->
                    ErrorAnswer.of(409, item.within(conflict.pointer()))
                            .with("x-should-retry", "false");
            case Refusal.TokenNotFound _ -> ErrorAnswer.of(404, item);
            case Refusal.ForeignSource _ -> ErrorAnswer.of(403, item);
            case Refusal.UnknownToken _ -> ErrorAnswer.of(403, item);
            case Refusal.Forbidden _ -> ErrorAnswer.of(403, item);
            case Refusal.Busy busy -> ErrorAnswer.of(503, item).retryAfter(busy.retryAfter());
        };
    }
}
