package dev.keyferry.gateway.remote;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.codec.EvidenceCodec;
import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.codec.PollCodec;
import dev.keyferry.feed.codec.ReauthCodec;
import dev.keyferry.feed.codec.ReportCodec;
import dev.keyferry.feed.codec.ResealCodec;
import dev.keyferry.feed.codec.WitnessCodec;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.reauth.ReauthOrders;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.reauth.Reauthenticating;
import dev.keyferry.feed.reseal.ResealWork;
import dev.keyferry.feed.reseal.Resealed;
import dev.keyferry.feed.reseal.Resealing;
import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.Witnessing;
import java.time.Duration;
import java.util.Optional;

/**
 * The feed of a gateway on a host of its own: each call is a request to the server. Whether the two
 * are linked is logged when it changes. Thread-safe.
 */
public final class HttpFeed implements Feed, Resealing, Reauthenticating, Witnessing {
    /** Beyond the patience of a poll, and for every other call. */
    static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);

    private final ServerLink link;
    private final String authorization;
    private final LinkState state;

    public HttpFeed(ServerLink link, GatewayToken token) {
        this.link = link;
        this.authorization = "Bearer " + token.reveal();
        this.state = new LinkState(link.server());
    }

    @Override
    public PollAnswer poll(Poll poll) throws InterruptedException {
        // The first one does not wait for news, so that it is known at once that it was taken.
        Poll asked =
                state.obstacle().isEmpty()
                        ? poll
                        : new Poll(poll.session(), poll.position(), Duration.ZERO);
        try {
            PollAnswer answer = decode(ask(asked));
            state.linked();
            return answer;
        } catch (NotLinked e) {
            state.notLinked(e);
            throw unavailable(e);
        }
    }

    @Override
    public void report(Report report) throws InterruptedException {
        var _ = send(GatewayCall.REPORT, ReportCodec.encode(report));
    }

    @Override
    public void evidence(Evidence evidence) throws InterruptedException {
        var _ = send(GatewayCall.EVIDENCE, EvidenceCodec.encode(evidence));
    }

    @Override
    public ResealWork exchange(Resealed resealed) throws InterruptedException {
        byte[] answer = send(GatewayCall.RESEAL, ResealCodec.encode(resealed));
        try {
            return ResealCodec.decodeWork(answer);
        } catch (MalformedFeed e) {
            throw unavailable(Answers.foreign(link.server()));
        }
    }

    @Override
    public ReauthOrders orders(ReauthQuestion question) throws InterruptedException {
        byte[] answer =
                send(
                        GatewayCall.REAUTH,
                        ReauthCodec.encode(question),
                        question.patience().plus(ANSWER_DEADLINE));
        try {
            return ReauthCodec.decodeOrders(answer);
        } catch (MalformedFeed e) {
            throw unavailable(Answers.foreign(link.server()));
        }
    }

    @Override
    public void tell(ReauthOutcome outcome) throws InterruptedException {
        var _ = send(GatewayCall.REAUTH_OUTCOME, ReauthCodec.encode(outcome));
    }

    @Override
    public HeadAnswer head(HeadQuestion question) throws InterruptedException {
        byte[] answer = send(GatewayCall.AUDIT_HEAD, WitnessCodec.encode(question));
        try {
            return WitnessCodec.decodeAnswer(answer);
        } catch (MalformedFeed e) {
            throw unavailable(Answers.foreign(link.server()));
        }
    }

    private byte[] ask(Poll poll) throws InterruptedException {
        return link.send(
                GatewayCall.POLL,
                authorization,
                PollCodec.encode(poll),
                poll.patience().plus(ANSWER_DEADLINE));
    }

    private PollAnswer decode(byte[] answer) {
        try {
            return PageCodec.decode(answer);
        } catch (MalformedFeed e) {
            throw Answers.foreign(link.server());
        }
    }

    private byte[] send(GatewayCall call, byte[] body) throws InterruptedException {
        return send(call, body, ANSWER_DEADLINE);
    }

    /**
     * While polls are refused, nothing else is sent: the server counts refused calls against this
     * host.
     */
    private byte[] send(GatewayCall call, byte[] body, Duration deadline)
            throws InterruptedException {
        Optional<NotLinked> obstacle = state.obstacle();
        if (obstacle.isPresent()) {
            throw unavailable(obstacle.get());
        }
        try {
            return link.send(call, authorization, body, deadline);
        } catch (NotLinked e) {
            throw unavailable(e);
        }
    }

    private static FeedUnavailable unavailable(NotLinked cause) {
        return new FeedUnavailable(String.valueOf(cause.getMessage()), cause);
    }
}
