package dev.keyferry.server.console;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.session.Session;
import dev.keyferry.server.console.session.Sessions;
import dev.keyferry.server.console.session.Ticket;
import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.token.TokenValue;
import dev.keyferry.server.http.Visits;
import dev.keyferry.server.http.request.Query;
import dev.keyferry.server.usecase.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
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

    /**
     * Returns who sends the request. A token that is good no more ends the session at once.
     *
     * @return empty if nobody is signed in
     */
    Optional<Visitor> visitor(HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        Optional<Ticket> ticket = Cookies.SESSION.of(request);
        Optional<Session> session = ticket.flatMap(sessions::use);
        if (session.isEmpty()) {
            return Optional.empty();
        }
        try {
            Caller caller = visits.caller(request, response, session.get().tokenHash());
            return Optional.of(new Visitor(session.get(), caller));
        } catch (Refusal.UnknownToken | Refusal.ForeignSource over) {
            sessions.end(ticket.get());
            Cookies.SESSION.clear(request, response);
            return Optional.empty();
        }
    }

    /** {@code GET /sign-in}. */
    void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        visits.skipBody(request);
        show(request, response, 200, "");
    }

    /** {@code POST /sign-in}. A wrong token counts as one that was sent to the API. */
    void signIn(HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        Query form = door.form(request);
        Door.requireTicket(form, Cookies.SIGN_IN.of(request).orElseGet(this::unknown));
        Bytes hash = TokenValue.sent(Door.field(form, TOKEN).strip()).hash();
        try {
            visits.caller(request, response, hash);
        } catch (Refusal.UnknownToken | Refusal.ForeignSource refusal) {
            show(request, response, 403, refusal.text());
            return;
        }
        Cookies.SESSION.of(request).ifPresent(sessions::end);
        Cookies.SESSION.put(request, response, sessions.begin(hash));
        Cookies.SIGN_IN.clear(request, response);
        Answers.redirect(request, response, Links.OVERVIEW);
    }

    /** {@code POST /sign-out}. */
    void signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Query form = door.form(request);
        Optional<Ticket> ticket = Cookies.SESSION.of(request);
        Optional<Session> session = ticket.flatMap(sessions::use);
        if (session.isPresent()) {
            Door.requireTicket(form, session.get().form());
            sessions.end(ticket.get());
        }
        Cookies.SESSION.clear(request, response);
        Answers.redirect(request, response, Links.SIGN_IN);
    }

    private void show(
            HttpServletRequest request, HttpServletResponse response, int status, String problem)
            throws IOException {
        Ticket ticket = Ticket.random(random);
        Cookies.SIGN_IN.put(request, response, ticket);
        Answers.page(response, status, Templates.signIn(ticket.reveal(), problem));
    }

    /** A ticket that no form can have. */
    private Ticket unknown() {
        return Ticket.random(random);
    }
}
