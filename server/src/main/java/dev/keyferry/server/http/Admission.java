package dev.keyferry.server.http;

import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.limit.RequestLimits;
import dev.keyferry.server.http.listen.TlsListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Optional;

/** Counts the requests of each token, over plain HTTP and TLS apart. Thread-safe. */
final class Admission {
    private final Optional<RequestLimits> plain;
    private final Optional<RequestLimits> tls;

    Admission(Listeners listeners, InstantSource clock) {
        this.plain = listeners.limit().map(most -> new RequestLimits(most, clock));
        this.tls =
                listeners
                        .tls()
                        .flatMap(TlsListener::limit)
                        .map(most -> new RequestLimits(most, clock));
    }

    /**
     * Counts one request, and says on the answer where its token stands.
     *
     * @throws RequestRefused if the token has had its share
     */
    void admit(HttpServletRequest request, HttpServletResponse response, Actor actor) {
        Optional<RequestLimits> counting = request.isSecure() ? tls : plain;
        counting.map(counted -> counted.count(actor)).ifPresent(quota -> admit(response, quota));
    }

    private static void admit(HttpServletResponse response, RequestLimits.Quota quota) {
        quota.headers().forEach(response::setHeader);
        if (quota.isExceeded()) {
            throw new RequestRefused(ErrorAnswer.of(ApiCode.THROTTLED).retryAfter(quota.left()));
        }
    }
}
