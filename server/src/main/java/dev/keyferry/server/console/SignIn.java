package dev.keyferry.server.console;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.session.Channel;
import dev.keyferry.server.console.session.Session;
import dev.keyferry.server.console.session.Sessions;
import dev.keyferry.server.console.session.Ticket;
import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.console.view.SignInView;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.token.TokenValue;
import dev.keyferry.server.http.Visits;
import dev.keyferry.server.http.request.Query;
import dev.keyferry.server.usecase.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Begins and ends sessions, and tells whose session a request belongs to. Thread-safe. */
final class SignIn {
    private static final String TOKEN = "token";

    private final Visits visits;
    private final Door door;
    private final Sessions sessions;
    private final SecureRandom random;

    SignIn(Visits visits, Door door, Sessions sessions, SecureRandom random) {
        this.visits = visits;
        this.door = door;
        this.sessions = sessions;
        this.random = random;
    }

    /** Somebody who is signed in, with what their token allows at this moment. */
    record Visitor(Session session, Caller caller) {}

    /** A session that goes on, and the ticket that found it. */
    private record Found(Ticket ticket, Session session) {}

    /**
     * Returns who sends the request. A token that is good no more ends the session at once.
     *
     * @return empty if nobody is signed in
     */
    Optional<Visitor> visitor(HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        return visitor(request, response, sessions(request));
    }

    /**
     * Returns whose session the form's ticket is of.
     *
     * @return empty if nobody is signed in
     * @throws dev.keyferry.server.http.answer.RequestRefused if the ticket is of none that is open
     */
    Optional<Visitor> sender(HttpServletRequest request, HttpServletResponse response, Query form)
            throws InterruptedException {
        return visitor(request, response, owners(sessions(request), form));
    }

    private Optional<Visitor> visitor(
            HttpServletRequest request, HttpServletResponse response, List<Found> open)
            throws InterruptedException {
        for (Found found : open) {
            try {
                Caller caller = visits.caller(request, response, found.session().tokenHash());
                return Optional.of(new Visitor(found.session(), caller));
            } catch (Refusal.UnknownToken | Refusal.ForeignSource over) {
                sessions.end(found.ticket(), Cookies.channel(request));
            }
        }
        return Optional.empty();
    }

    /** Leads somebody to the form who is not signed in, or not any more. */
    void lead(HttpServletRequest request, HttpServletResponse response) {
        if (Cookies.SESSION.of(request).isEmpty()) {
            Answers.redirect(request, response, Links.SIGN_IN);
            return;
        }
        Cookies.SESSION.clear(request, response);
        Answers.redirect(request, response, Links.SIGN_IN_AGAIN);
    }

    /** {@code GET /sign-in}. */
    void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        visits.skipBody(request);
        boolean isOver = !Query.parse(request.getQueryString()).values(Links.OVER).isEmpty();
        Ticket ticket = give(request, response);
        SignInView view = new SignInView(ticket.reveal(), Optional.empty(), isOver);
        Answers.page(response, 200, Templates.signIn(view));
    }

    /** {@code POST /sign-in}. A wrong token counts as one that was sent to the API. */
    void signIn(HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        Query form = door.form(request);
        if (Cookies.SIGN_IN.of(request).stream().noneMatch(t -> Door.hasTicket(form, t))) {
            throw Door.outOfDate();
        }
        Bytes hash = TokenValue.sent(Asked.parameter(form, TOKEN).strip()).hash();
        try {
            visits.signIn(request, response, hash);
        } catch (Refusal.UnknownToken | Refusal.ForeignSource refusal) {
            Ticket ticket = give(request, response);
            SignInView view = new SignInView(ticket.reveal(), Optional.of(refusal.text()), false);
            Answers.page(response, 403, Templates.signIn(view));
            return;
        }
        Channel channel = Cookies.channel(request);
        Cookies.SESSION.of(request).forEach(former -> sessions.end(former, channel));
        Cookies.SESSION.put(request, response, sessions.begin(hash, channel));
        Answers.redirect(request, response, Links.OVERVIEW);
    }

    /** {@code POST /sign-out}. */
    void signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Query form = door.form(request);
        owners(sessions(request), form)
                .forEach(found -> sessions.end(found.ticket(), Cookies.channel(request)));
        Cookies.SESSION.clear(request, response);
        Answers.redirect(request, response, Links.SIGN_IN);
    }

    private static List<Found> owners(List<Found> open, Query form) {
        List<Found> own =
                open.stream().filter(f -> Door.hasTicket(form, f.session().form())).toList();
        if (own.isEmpty() && !open.isEmpty()) {
            throw Door.outOfDate();
        }
        return own;
    }

    private List<Found> sessions(HttpServletRequest request) {
        Channel channel = Cookies.channel(request);
        return Cookies.SESSION.of(request).stream()
                .flatMap(ticket ->
                        sessions.use(ticket, channel).map(s -> new Found(ticket, s)).stream())
                .toList();
    }

    /**
     * A ticket for the form to sign in: the one that the browser has, so that the forms in all of
     * its tabs work, before somebody signed in by one of them and after. It opens nothing, for each
     * session has a ticket of its own that is made when it begins. Whoever can plant one here knows
     * what to send with a form, now as with a new one each time, for a planted cookie of theirs is
     * sent beside ours; but {@link Door} takes no form that their page sends.
     */
    private Ticket give(HttpServletRequest request, HttpServletResponse response) {
        Optional<Ticket> kept = Cookies.SIGN_IN.of(request).stream().findFirst();
        if (kept.isPresent()) {
            return kept.get();
        }
        Ticket ticket = Ticket.random(random);
        Cookies.SIGN_IN.put(request, response, ticket);
        return ticket;
    }
}
