package dev.keyferry.server.http;

import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.limit.FailedAuthentications;
import dev.keyferry.server.http.request.Authorization;
import dev.keyferry.server.usecase.Authenticate;
import dev.keyferry.server.usecase.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/** Tells who sends a request, before anything of its body is read. Thread-safe. */
final class Authentication {
    private final Authenticate authenticate;
    private final FailedAuthentications failures;

    Authentication(Authenticate authenticate, FailedAuthentications failures) {
        this.authenticate = authenticate;
        this.failures = failures;
    }

    /**
     * Returns the caller.
     *
     * @throws RequestRefused if there are no credentials, or too many wrong ones came from there
     * @throws Refusal.UnknownToken if nobody has this token
     */
    Caller caller(HttpServletRequest request, RequestId id) throws InterruptedException {
        String token = Authorization.token(request);
        String source = request.getRemoteAddr();
        try {
            return new Caller(authenticate.authenticate(token), Rights.ALL, source, id);
        } catch (Refusal.UnknownToken unknown) {
            Optional<Duration> wait = failures.failed(source);
            if (wait.isEmpty()) {
                throw unknown;
            }
            throw new RequestRefused(ErrorAnswer.of(429, ApiCode.THROTTLED).retryAfter(wait.get()));
        }
    }
}
