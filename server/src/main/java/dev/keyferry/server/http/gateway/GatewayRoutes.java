package dev.keyferry.server.http.gateway;

import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.wire.Protocol;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.Failure;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.limit.FailedAuthentications;
import dev.keyferry.server.usecase.gateway.GatewayUseCases;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Which call of a gateway leads where. Over plain HTTP none of them exists. How many there are is
 * not limited, only how many wrong tokens come from one source. Thread-safe.
 */
public final class GatewayRoutes {
    private final WaitingCalls waiting = new WaitingCalls();
    private final WaitingCalls waitingForOrders = new WaitingCalls();
    private final GatewayCalls calls;
    private final Function<HttpServletRequest, RequestId> ids;

    /**
     * @param bodyWithin how long a body may take to arrive
     * @param ids names requests
     */
    public GatewayRoutes(
            GatewayUseCases useCases,
            Duration bodyWithin,
            Function<HttpServletRequest, RequestId> ids,
            InstantSource clock) {
        GatewayAuthentication authentication =
                new GatewayAuthentication(
                        useCases.authenticate(), new FailedAuthentications(clock));
        this.calls =
                new GatewayCalls(useCases, authentication, waiting, waitingForOrders, bodyWithin);
        this.ids = ids;
    }

    /** True for the calls of gateways. */
    public static boolean isCall(String path) {
        return path.startsWith(GatewayCall.PREFIX);
    }

    public void addTo(RoutesConfig routes) {
        routes.before(GatewayRoutes::hideFromPlainHttp);
        post(routes, GatewayCall.ENROL, calls::enrol);
        post(routes, GatewayCall.POLL, calls::poll);
        post(routes, GatewayCall.REPORT, calls::report);
        post(routes, GatewayCall.EVIDENCE, calls::evidence);
        post(routes, GatewayCall.RESEAL, calls::reseal);
        post(routes, GatewayCall.AUDIT_HEAD, calls::auditHead);
        post(routes, GatewayCall.REAUTH, calls::reauth);
        post(routes, GatewayCall.REAUTH_OUTCOME, calls::reauthOutcome);
    }

    /** What the failure of a gateway's call is answered. */
    public Failure failure(Throwable failure) {
        return GatewayFailures.of(failure);
    }

    /** How many calls wait for something new. */
    public int waiting() {
        return waiting.count();
    }

    /** Ends the calls that wait; a server that stops would wait for them else. */
    public void stopWaiting() {
        waiting.stop();
        waitingForOrders.stop();
    }

    private static void hideFromPlainHttp(Context context) {
        if (isCall(context.path()) && !context.req().isSecure()) {
            throw new RequestRefused(ErrorAnswer.noRoute());
        }
    }

    private void post(RoutesConfig routes, GatewayCall call, Handling handling) {
        routes.addHttpHandler(
                HandlerType.POST,
                call.path(),
                context -> {
                    context.res().setHeader(Protocol.HEADER, Integer.toString(Protocol.NUMBER));
                    GatewayAuthentication.requireProtocol(context.req());
                    handling.handle(
                            new GatewayExchange(
                                    call, context.req(), context.res(), ids.apply(context.req())));
                });
    }

    private interface Handling {
        void handle(GatewayExchange exchange) throws InterruptedException, IOException;
    }
}
