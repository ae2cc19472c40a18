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
                yield ErrorAnswer.of(ApiCode.UNAVAILABLE).retryAfter(RETRY_STORE);
            }
            case InterruptedException _ -> {
                Thread.currentThread().interrupt();
                yield ErrorAnswer.of(ApiCode.UNAVAILABLE).retryAfter(RETRY_STORE);
            }
            case MethodNotAllowedResponse wrong ->
                    ErrorAnswer.methodNotAllowed(String.join(", ", wrong.getDetails().values()));
            case HttpResponseException other -> ofStatus(other.getStatus());
            default -> {
                log.atError()
                        .setCause(WithoutTexts.of(failure))
                        .log("a request failed unexpectedly");
                yield ErrorAnswer.of(ApiCode.INTERNAL);
            }
        };
    }

    /** For failures that are known by their HTTP status alone. */
    static ErrorAnswer ofStatus(int status) {
        return switch (status) {
            case 404 -> ErrorAnswer.noRoute();
            case 405 -> ErrorAnswer.of(ApiCode.METHOD_NOT_ALLOWED);
            case 408 -> ErrorAnswer.of(ApiCode.TOO_SLOW);
            case 413 -> ErrorAnswer.tooLong("the body is too long");
            case 414 -> ErrorAnswer.of(ApiCode.URI_TOO_LONG);
            case 415 -> ErrorAnswer.of(ApiCode.MEDIA_TYPE);
            case 417 -> ErrorAnswer.of(ApiCode.EXPECTATION);
            case 431 -> ErrorAnswer.of(ApiCode.HEADERS_TOO_LARGE);
            case 501 -> ErrorAnswer.of(ApiCode.NOT_IMPLEMENTED);
            case 503 -> ErrorAnswer.of(ApiCode.UNAVAILABLE).retryAfter(RETRY_STORE);
            case 426, 505 -> ErrorAnswer.of(ApiCode.HTTP_VERSION);
            default ->
                    status >= 400 && status < 500
                            ? ErrorAnswer.of(ApiCode.MALFORMED_HTTP)
                            : ErrorAnswer.of(ApiCode.INTERNAL);
        };
    }

    private static ErrorAnswer of(Refusal refusal) {
        ApiCode code =
                ApiCode.of(refusal.code())
                        .orElseThrow(() -> new IllegalStateException("an unlisted code"));
        ErrorItem item = ErrorItem.of(code, refusal.text());
        return switch (refusal) {
            case Refusal.Invalid invalid ->
                    ErrorAnswer.of(ErrorItem.invalid(refusal.text()).at(invalid.pointer()));
            case Refusal.TunnelNotFound unknown -> ErrorAnswer.of(item.within(unknown.pointer()));
            case Refusal.Conflict conflict ->
                    ErrorAnswer.of(item.within(conflict.pointer())).with("x-should-retry", "false");
            case Refusal.AccountNotFound _,
                    Refusal.TokenNotFound _,
                    Refusal.EdgeNotFound _,
                    Refusal.GatewayNotFound _,
                    Refusal.AuditRecordNotFound _,
                    Refusal.ForeignSource _,
                    Refusal.UnknownToken _,
                    Refusal.Forbidden _ ->
                    ErrorAnswer.of(item);
            case Refusal.Busy busy -> ErrorAnswer.of(item).retryAfter(busy.retryAfter());
        };
    }
}
