package dev.keyferry.server.http.gateway;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.codec.EvidenceCodec;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.codec.PollCodec;
import dev.keyferry.feed.codec.ReauthCodec;
import dev.keyferry.feed.codec.ReportCodec;
import dev.keyferry.feed.codec.ResealCodec;
import dev.keyferry.feed.codec.WitnessCodec;
import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.reauth.Reauthenticating;
import dev.keyferry.feed.reseal.Resealed;
import dev.keyferry.feed.wire.EnrolAnswer;
import dev.keyferry.feed.wire.EnrolRequest;
import dev.keyferry.feed.wire.EnrolmentForm;
import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.http.limit.Shares;
import dev.keyferry.server.http.request.RequestBody;
import dev.keyferry.server.http.request.Source;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Enrolled;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import dev.keyferry.server.usecase.gateway.GatewayUseCases;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.io.IOException;
import java.time.Duration;

/** What a gateway asks for: reads the call, asks the feed or the use case, answers. Thread-safe. */
final class GatewayCalls {
    /** Of one gateway at once: two that wait, one that reports, and those of a process before. */
    static final int MAX_CALLS_OF_GATEWAY = 8;

    /** Of all gateways at once. */
    static final int MAX_CALLS = 15_360;

    private final GatewayUseCases useCases;
    private final GatewayAuthentication authentication;
    private final WaitingCalls waiting;
    private final WaitingCalls waitingForOrders;
    private final Duration bodyWithin;
    private final Shares calls = new Shares(MAX_CALLS, MAX_CALLS_OF_GATEWAY);
    private final Shares bodies =
            new Shares(RequestBody.MAX_BYTES_OF_ALL, RequestBody.MAX_BYTES_OF_ACTOR);

    GatewayCalls(
            GatewayUseCases useCases,
            GatewayAuthentication authentication,
            WaitingCalls waiting,
            WaitingCalls waitingForOrders,
            Duration bodyWithin) {
        this.useCases = useCases;
        this.authentication = authentication;
        this.waiting = waiting;
        this.waitingForOrders = waitingForOrders;
        this.bodyWithin = bodyWithin;
    }

    void enrol(GatewayExchange exchange) throws InterruptedException, IOException {
        EnrolmentToken token = authentication.enrolment(exchange.request());
        // The body has so few bytes that nobody's share is needed.
        EnrolRequest request =
                EnrolmentForm.decodeRequest(
                        new RequestBody(exchange.request(), bodyWithin, _ -> {})
                                .whole(GatewayCall.ENROL.maxRequestBytes()));
        Enrolled enrolled;
        try {
            Source source = Source.of(exchange.request());
            enrolled =
                    useCases.enrol()
                            .enrol(
                                    token,
                                    request.edgeKey(),
                                    new Origin(source.toString(), exchange.id()));
        } catch (Refusal.UnknownToken unknown) {
            throw authentication.failed(exchange.request());
        }
        exchange.answer(EnrolmentForm.encode(answer(enrolled)));
    }

    void poll(GatewayExchange exchange) throws InterruptedException, IOException {
        onFeed(
                exchange,
                (feed, body) -> {
                    Poll poll = PollCodec.decode(body);
                    exchange.answer(PageCodec.encode(await(exchange, feed, poll)));
                });
    }

    void report(GatewayExchange exchange) throws InterruptedException, IOException {
        onFeed(
                exchange,
                (feed, body) -> {
                    feed.report(ReportCodec.decode(body));
                    exchange.answerNothing();
                });
    }

    void evidence(GatewayExchange exchange) throws InterruptedException, IOException {
        onFeed(
                exchange,
                (feed, body) -> {
                    feed.evidence(EvidenceCodec.decode(body));
                    exchange.answerNothing();
                });
    }

    void reseal(GatewayExchange exchange) throws InterruptedException, IOException {
        GatewayName gateway = authentication.gateway(exchange.request());
        Actor actor = Actor.gateway(gateway);
        try (Shares.Holding running = calls.of(actor)) {
            running.take(1);
            Resealed resealed = ResealCodec.decode(body(exchange, actor));
            EdgeId edge = useCases.read().get(gateway).gateway().edge();
            exchange.answer(
                    ResealCodec.encode(useCases.reseal().exchange(gateway, edge, resealed)));
        }
    }

    void auditHead(GatewayExchange exchange) throws InterruptedException, IOException {
        GatewayName gateway = authentication.gateway(exchange.request());
        Actor actor = Actor.gateway(gateway);
        try (Shares.Holding running = calls.of(actor)) {
            running.take(1);
            HeadQuestion question = WitnessCodec.decodeQuestion(body(exchange, actor));
            HeadAnswer answer = useCases.witnesses().of(gateway).head(question);
            exchange.answer(WitnessCodec.encode(answer));
        }
    }

    /** How many poll is told apart from how many wait here. */
    void reauth(GatewayExchange exchange) throws InterruptedException, IOException {
        onOrders(
                exchange,
                (orders, body) -> {
                    ReauthQuestion question = ReauthCodec.decodeQuestion(body);
                    try (WaitingCall call = waitingForOrders.begin()) {
                        PeerWatch.over(exchange.request(), call);
                        exchange.answer(ReauthCodec.encode(orders.orders(question)));
                    }
                });
    }

    void reauthOutcome(GatewayExchange exchange) throws InterruptedException, IOException {
        onOrders(
                exchange,
                (orders, body) -> {
                    orders.tell(ReauthCodec.decodeOutcome(body));
                    exchange.answerNothing();
                });
    }

    private PollAnswer await(GatewayExchange exchange, Feed feed, Poll poll)
            throws InterruptedException {
        try (WaitingCall call = waiting.begin()) {
            PeerWatch.over(exchange.request(), call);
            return feed.poll(poll);
        }
    }

    private void onFeed(GatewayExchange exchange, FeedCall call)
            throws InterruptedException, IOException {
        GatewayName gateway = authentication.gateway(exchange.request());
        Actor actor = Actor.gateway(gateway);
        try (Shares.Holding running = calls.of(actor)) {
            running.take(1);
            // Another server has just enrolled it, or revoked it: this one is about to know.
            Feed feed =
                    useCases.feeds()
                            .feed(gateway)
                            .orElseThrow(() -> new Refusal.Busy(GatewayFailures.RETRY));
            call.on(feed, body(exchange, actor));
        }
    }

    private void onOrders(GatewayExchange exchange, OrderCall call)
            throws InterruptedException, IOException {
        GatewayName gateway = authentication.gateway(exchange.request());
        Actor actor = Actor.gateway(gateway);
        try (Shares.Holding running = calls.of(actor)) {
            running.take(1);
            call.on(useCases.orders().of(gateway), body(exchange, actor));
        }
    }

    private byte[] body(GatewayExchange exchange, Actor actor) {
        try (Shares.Holding share = bodies.of(actor)) {
            return new RequestBody(exchange.request(), bodyWithin, share::take)
                    .whole(exchange.call().maxRequestBytes());
        }
    }

    private static EnrolAnswer answer(Enrolled enrolled) {
        return new EnrolAnswer(
                enrolled.gateway(),
                enrolled.edge(),
                enrolled.deployment().id(),
                enrolled.deployment().domain(),
                enrolled.token(),
                enrolled.recordKey());
    }

    private interface OrderCall {
        void on(Reauthenticating orders, byte[] body) throws InterruptedException, IOException;
    }

    private interface FeedCall {
        void on(Feed feed, byte[] body) throws InterruptedException, IOException;
    }
}
