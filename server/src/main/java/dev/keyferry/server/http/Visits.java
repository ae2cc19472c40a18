package dev.keyferry.server.http;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.limit.Shares;
import dev.keyferry.server.http.listen.HostNames;
import dev.keyferry.server.http.request.Query;
import dev.keyferry.server.http.request.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a {@link Site} asks of the server that serves it, so that the same limits hold for both.
 * Thread-safe.
 */
public final class Visits {
    private final Authentication authentication;
    private final Admission admission;
    private final HostNames names;
    private final Shares lists;
    private final Duration bodies;

    Visits(
            Authentication authentication,
            Admission admission,
            HostNames names,
            Shares lists,
            Duration bodies) {
        this.authentication = authentication;
        this.admission = admission;
        this.names = names;
        this.lists = lists;
        this.bodies = bodies;
    }

    /**
     * Tells who holds the token of this hash, and counts the request as one of theirs.
     *
     * @throws dev.keyferry.server.usecase.refusal.Refusal.UnknownToken if nobody does, or it is not
     *     good now
     * @throws dev.keyferry.server.usecase.refusal.Refusal.ForeignSource if it is not good from
     *     there
     * @throws RequestRefused if too many wrong tokens came from there, or too many requests of the
     *     token
     */
    public Caller caller(HttpServletRequest request, HttpServletResponse response, Bytes tokenHash)
            throws InterruptedException {
        Caller caller = authentication.caller(request, AnswerHeaders.idOf(request), tokenHash);
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
        byte[] body = new RequestBody(request, bodies, _ -> {}).whole(maxBytes);
        return Query.parse(new String(body, StandardCharsets.US_ASCII));
    }

    /** Reads a body that a request need not have, and has no use for. */
    public void skipBody(HttpServletRequest request) {
        new RequestBody(request, bodies, _ -> {}).skip();
    }

    /**
     * Takes the caller's share of lists that are made at once; to be closed when it is made.
     *
     * @throws RequestRefused if the caller has too many of them, or all have
     */
    public Shares.Holding list(Caller caller) {
        Shares.Holding holding = lists.of(caller.actor());
        holding.take(1);
        return holding;
    }
}
