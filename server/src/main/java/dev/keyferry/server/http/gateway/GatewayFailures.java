package dev.keyferry.server.http.gateway;

import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.wire.Problem;
import dev.keyferry.feed.wire.Protocol;
import dev.keyferry.server.defect.WithoutTexts;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.Failure;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that turns a failure of a gateway's call into its answer. Thread-safe. */
final class GatewayFailures {
    static final String UNKNOWN_TOKEN =
            "nobody has this token: it is wrong, was used up, is too old, or its gateway was revoked";

    private static final Logger log = LoggerFactory.getLogger(GatewayFailures.class);
    static final Duration RETRY = Duration.ofSeconds(1);

    private GatewayFailures() {}

    static Failure of(Throwable failure) {
        return switch (failure) {
            case CallRefused refused -> answer(refused.problem(), refused.retryAfter());
            case RequestRefused refused -> of(refused.answer());
            case MalformedFeed malformed ->
                    answer(Problem.Kind.MALFORMED, String.valueOf(malformed.getMessage()));
            case Refusal.UnknownToken _ -> answer(Problem.Kind.UNAUTHORIZED, UNKNOWN_TOKEN);
            case Refusal.Conflict conflict ->
                    answer(Problem.Kind.EDGE_KEY_REFUSED, conflict.text());
            case Refusal.Busy busy ->
                    answer(
                            new Problem(Problem.Kind.UNAVAILABLE, "too many changes wait"),
                            Optional.of(busy.retryAfter()));
            case FeedUnavailable _ -> unavailable("the server cannot read its store now");
            case StoreUnavailable broken -> {
                log.atError().setCause(broken).log("the store failed");
                yield unavailable("the server cannot read its store now");
            }
            // The call waited, and was ended: its peer went, or the server stops.
            case InterruptedException _ -> unavailable("the server stops");
            default -> {
                log.atError()
                        .setCause(WithoutTexts.of(failure))
                        .log("a gateway's call failed unexpectedly");
                yield answer(
                        Problem.Kind.FAILED, "the server failed; its log says more under this id");
            }
        };
    }

    private static Failure of(ErrorAnswer answer) {
        String sentence = answer.errors().getFirst().message();
        return switch (answer.status()) {
            case 408 -> answer(Problem.Kind.TOO_SLOW, sentence);
            case 413 -> answer(Problem.Kind.TOO_LARGE, sentence);
            case 429, 503 ->
                    unavailable("too many calls of this gateway, or of all, are under way");
            default -> answer(Problem.Kind.MALFORMED, sentence);
        };
    }

    private static Failure unavailable(String sentence) {
        return answer(new Problem(Problem.Kind.UNAVAILABLE, sentence), Optional.of(RETRY));
    }

    private static Failure answer(Problem.Kind kind, String sentence) {
        return answer(new Problem(kind, sentence), Optional.empty());
    }

    private static Failure answer(Problem problem, Optional<Duration> wait) {
        Map<String, String> headers = new HashMap<>();
        wait.ifPresent(time ->
                headers.put(
                        "Retry-After",
                        Long.toString(Math.max(1, time.plusNanos(999_999_999).toSeconds()))));
        if (problem.kind().status() == 401) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        if (problem.kind().status() == 426) {
            // Must be there (RFC 9110, section 15.5.22).
            headers.put("Upgrade", "keyferry-gateway/" + Protocol.NUMBER);
        }
        return new Failure(
                problem.kind().status(),
                "application/json",
                headers,
                Bytes.copyOf(problem.encode()));
    }
}
