package dev.keyferry.server.http.gateway;

import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.wire.Problem;
import dev.keyferry.feed.wire.Protocol;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.limit.FailedAuthentications;
import dev.keyferry.server.http.request.Authorization;
import dev.keyferry.server.http.request.Source;
import dev.keyferry.server.usecase.gateway.AuthenticateGateway;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells which gateway calls, before anything of the body is read, and counts wrong tokens per
 * source. A good token is never held up. Thread-safe.
 */
final class GatewayAuthentication {
    private final AuthenticateGateway authenticate;
    private final FailedAuthentications failures;

    GatewayAuthentication(AuthenticateGateway authenticate, FailedAuthentications failures) {
        this.authenticate = authenticate;
        this.failures = failures;
    }

    /**
     * Refuses who speaks another protocol, and says which side has to be updated.
     *
     * @throws CallRefused if the number is another one or none
     */
    static void requireProtocol(HttpServletRequest request) {
        String number = Optional.ofNullable(request.getHeader(Protocol.HEADER)).orElse("");
        switch (Protocol.judge(number)) {
            case SPOKEN -> {}
            case PEER_TOO_OLD ->
                    throw new CallRefused(
                            Problem.Kind.GATEWAY_TOO_OLD,
                            "this server speaks protocol "
                                    + Protocol.NUMBER
                                    + " and the gateway an older one: update the gateway");
            case PEER_TOO_NEW ->
                    throw new CallRefused(
                            Problem.Kind.SERVER_TOO_OLD,
                            "this server speaks protocol "
                                    + Protocol.NUMBER
                                    + " and the gateway a newer one: update the server");
            case FOREIGN ->
                    throw new CallRefused(
                            Problem.Kind.MALFORMED,
                            "the header " + Protocol.HEADER + " is not a protocol's number");
        }
    }

    /**
     * Returns the gateway whose token came.
     *
     * @throws CallRefused if it is nobody's, or too many wrong ones came from there
     */
    GatewayName gateway(HttpServletRequest request) throws InterruptedException {
        Optional<GatewayToken> token = token(request, GatewayToken::of);
        if (token.isPresent()) {
            Optional<GatewayName> gateway = authenticate.of(token.get());
            if (gateway.isPresent()) {
                return gateway.get();
            }
        }
        throw failed(request);
    }

    /**
     * Returns the enrolment token that came, whether or not it is good.
     *
     * @throws CallRefused if there is none, or too many wrong ones came from there
     */
    EnrolmentToken enrolment(HttpServletRequest request) {
        return token(request, EnrolmentToken::of).orElseThrow(() -> failed(request));
    }

    /** What a wrong token is answered; it is counted. */
    CallRefused failed(HttpServletRequest request) {
        return failures.failed(Source.of(request).neighbourhood())
                .map(wait ->
                        new CallRefused(
                                Problem.Kind.TOO_MANY_FAILURES,
                                "too many wrong tokens came from this address",
                                Optional.of(wait)))
                .orElseGet(() ->
                        new CallRefused(Problem.Kind.UNAUTHORIZED, GatewayFailures.UNKNOWN_TOKEN));
    }

    private static <T> Optional<T> token(HttpServletRequest request, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(Authorization.token(request)));
        } catch (RequestRefused | IllegalArgumentException e) {
            // What is no token is nobody's.
            return Optional.empty();
        }
    }
}
