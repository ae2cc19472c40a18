package dev.keyferry.server.http;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.limit.Shares;
import dev.keyferry.server.http.limit.Turns;
import dev.keyferry.server.http.listen.HostNames;
import dev.keyferry.server.http.request.Query;
import dev.keyferry.server.http.request.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a {@link Site} asks of the server that serves it, so that the same limits hold for both.
 * Thread-safe.
 */
public final class Visits {
    /** How long a page waits for another one of the same token. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Authentication authentication;
    private final Admission admission;
    private final HostNames names;
    private final Shares lists;
    private final Shares bodies;
    private final Duration arrival;
    private final Turns turns = new Turns(PATIENCE);

    Visits(
            Authentication authentication,
            Admission admission,
            HostNames names,
            Shares lists,
            Shares bodies,
            Duration arrival) {
        this.authentication = authentication;
        this.admission = admission;
        this.names = names;
        this.lists = lists;
        this.bodies = bodies;
        this.arrival = arrival;
    }

    /**
     * Takes a token that somebody sent, by its hash, and counts the request as one of theirs.
     *
     * @throws dev.keyferry.server.usecase.refusal.Refusal.UnknownToken if nobody does, or it is not
     *     good now
     * @throws dev.keyferry.server.usecase.refusal.Refusal.ForeignSource if it is not good from
     *     there
     * @throws RequestRefused if too many wrong tokens came from there, or too many requests of the
     *     token
     */
    public void signIn(HttpServletRequest request, HttpServletResponse response, Bytes tokenHash)
            throws InterruptedException {
        Caller caller = authentication.caller(request, AnswerHeaders.idOf(request), tokenHash);
        admission.admit(request, response, caller.actor());
    }

    /**
     * The same for a token with which somebody has signed in: that it is good no more is no try of
     * a wrong one.
     */
    public Caller caller(HttpServletRequest request, HttpServletResponse response, Bytes tokenHash)
            throws InterruptedException {
        Caller caller = authentication.holder(request, AnswerHeaders.idOf(request), tokenHash);
        admission.admit(request, response, caller.actor());
        return caller;
    }

    /** True if the request calls this host by a name of its own. */
    public boolean isMeant(HttpServletRequest request) {
        return names.isMeant(request);
    }

    /**
     * Reads the fields of a form.
     *
     * @throws RequestRefused if the body is longer or slower than it may be, or no such form
     */
    public Query form(HttpServletRequest request, int maxBytes) {
        return form(new RequestBody(request, arrival, _ -> {}), maxBytes);
    }

    /**
     * Reads the fields of a long form.
     *
     * @param share of the caller, which it counts against as it arrives
     * @throws RequestRefused as for another form, or if the caller's bodies are too many
     */
    public Query form(HttpServletRequest request, int maxBytes, Shares.Holding share) {
        return form(new RequestBody(request, arrival, share::take), maxBytes);
    }

    private static Query form(RequestBody sent, int maxBytes) {
        byte[] body = sent.whole(maxBytes);
        try {
            return Query.parse(new String(body, StandardCharsets.US_ASCII));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /** The caller's share of bodies that are held at once, of which nothing is taken yet. */
    public Shares.Holding body(Caller caller) {
        return bodies.of(caller.actor());
    }

    /** Reads a body that a request need not have, and has no use for. */
    public void skipBody(HttpServletRequest request) {
        new RequestBody(request, arrival, _ -> {}).skip();
    }

    /**
     * The caller's share of lists that are made and sent at once, of which nothing is taken yet; to
     * be closed when the list was sent, for its peer may be slow.
     */
    public Shares.Holding list(Caller caller) {
        return lists.of(caller.actor());
    }

    /** What is told of a failure that is part of a page, and not all of its answer. */
    public ErrorAnswer told(RuntimeException failure) {
        return Failures.of(failure);
    }

    /**
     * Waits until nothing else is made for the caller: what walks through many rows, it does for
     * each of them once at a time. To be closed when it is made.
     *
     * @throws RequestRefused if that takes too long
     */
    public Turns.Turn turn(Caller caller) throws InterruptedException {
        return turns.of(caller.actor());
    }
}
