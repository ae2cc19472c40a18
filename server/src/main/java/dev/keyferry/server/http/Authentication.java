package dev.keyferry.server.http;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.token.TokenValue;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.limit.FailedAuthentications;
import dev.keyferry.server.http.request.Authorization;
import dev.keyferry.server.http.request.Source;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.token.Authenticate;
import dev.keyferry.server.usecase.token.Authenticate.Holder;
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
     * @throws Refusal.UnknownToken if nobody has this token, or it is not good now
     * @throws Refusal.ForeignSource if it is not good from there
     */
    Caller caller(HttpServletRequest request, RequestId id) throws InterruptedException {
        return caller(request, id, TokenValue.sent(Authorization.token(request)).hash());
    }

    /**
     * Returns who holds the token of this hash, however it was sent. The same is thrown.
     *
     * @param tokenHash as {@link TokenValue#hash} has it
     */
    Caller caller(HttpServletRequest request, RequestId id, Bytes tokenHash)
            throws InterruptedException {
        try {
            return holder(request, id, tokenHash);
        } catch (Refusal.UnknownToken unknown) {
            Optional<Duration> wait = failures.failed(Source.of(request).neighbourhood());
            if (wait.isEmpty()) {
                throw unknown;
            }
            throw new RequestRefused(ErrorAnswer.of(ApiCode.THROTTLED).retryAfter(wait.get()));
        }
    }

    /**
     * Returns who holds a token that was good before: nobody tries one so, and no failure counts.
     *
     * @throws Refusal.UnknownToken if it is not good any more
     * @throws Refusal.ForeignSource if it is not good from there
     */
    Caller holder(HttpServletRequest request, RequestId id, Bytes tokenHash)
            throws InterruptedException {
        Source source = Source.of(request);
        Holder holder = authenticate.authenticate(tokenHash, source.address());
        return new Caller(
                holder.actor(), holder.rights(), source.toString(), id, holder.tokenMac());
    }
}
