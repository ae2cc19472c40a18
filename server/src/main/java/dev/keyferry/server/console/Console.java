package dev.keyferry.server.console;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.console.SignIn.Visitor;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Done;
import dev.keyferry.server.console.page.FormPage;
import dev.keyferry.server.console.page.LongFormPage;
import dev.keyferry.server.console.page.Objection;
import dev.keyferry.server.console.page.Page;
import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.session.Sessions;
import dev.keyferry.server.console.view.Asset;
import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.http.Site;
import dev.keyferry.server.http.Visits;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.Failure;
import dev.keyferry.server.http.limit.Shares;
import dev.keyferry.server.http.limit.Turns;
import dev.keyferry.server.http.request.Query;
import dev.keyferry.server.usecase.UseCases;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The console at {@code /}. Every request passes the {@link Door} first; a page is shown to who is
 * signed in, with the rights that their token has at that moment. Thread-safe.
 */
public final class Console implements Site {
    /** The field of each form that does something which has its number. */
    private static final String NUMBER = "number";

    private static final Objection SENT_BEFORE =
            new Objection(
                    409,
                    "This form was sent already, or was open for too long. Nothing was done now. If"
                            + " it is to be done once more, use this page.");

    private final Map<String, Page> pages;
    private final Sessions sessions;
    private final SecureRandom random;

    public Console(UseCases useCases, SecureRandom random, InstantSource clock) {
        this.pages = Pages.of(useCases, random, clock);
        this.sessions = new Sessions(random, clock);
        this.random = random;
    }

    /** Answers one request that has passed the door. */
    private interface Answer {
        void give(HttpServletRequest request, HttpServletResponse response)
                throws IOException, InterruptedException;
    }

    @Override
    public void addTo(RoutesConfig routes, Visits visits) {
        Door door = new Door(visits);
        SignIn signIn = new SignIn(visits, door, sessions, random);
        on(routes, HandlerType.GET, Links.SIGN_IN, door, signIn::ask);
        on(routes, HandlerType.POST, Links.SIGN_IN, door, signIn::signIn);
        on(routes, HandlerType.POST, Links.SIGN_OUT, door, signIn::signOut);
        pages.forEach((path, page) ->
                on(
                        routes,
                        HandlerType.GET,
                        path,
                        door,
                        (request, response) -> show(request, response, visits, signIn, page)));
        pages.forEach((path, page) ->
                form(page, visits, door, signIn)
                        .ifPresent(answer -> on(routes, HandlerType.POST, path, door, answer)));
        for (Asset asset : Asset.values()) {
            on(
                    routes,
                    HandlerType.GET,
                    asset.path(),
                    door,
                    (request, response) -> {
                        visits.skipBody(request);
                        Answers.asset(response, asset);
                    });
        }
    }

    @Override
    public boolean isPage(String path) {
        return pages.containsKey(path) || path.equals(Links.SIGN_IN) || path.equals(Links.SIGN_OUT);
    }

    @Override
    public Failure failure(ErrorAnswer answer) {
        String page = Templates.failure(answer.status(), answer.errors().getFirst().message());
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.putAll(Answers.HEADERS);
        return new Failure(
                answer.status(),
                Answers.HTML,
                headers,
                Bytes.copyOf(page.getBytes(StandardCharsets.UTF_8)));
    }

    private static void on(
            RoutesConfig routes, HandlerType method, String path, Door door, Answer answer) {
        Handler handler =
                context -> {
                    door.enter(context.req());
                    answer.give(context.req(), context.res());
                };
        routes.addHttpHandler(method, path, handler);
        if (method.equals(HandlerType.GET)) {
            // The same answer; the body is left out further down (RFC 9110, section 9.3.2).
            routes.addHttpHandler(HandlerType.HEAD, path, handler);
        }
    }

    /** How the form of a page is answered, if it has one. */
    private static Optional<Answer> form(Page page, Visits visits, Door door, SignIn signIn) {
        return switch (page) {
            case FormPage form ->
                    Optional.of((request, response) ->
                            act(request, response, visits, door.form(request), signIn, form));
            case LongFormPage form ->
                    Optional.of((request, response) ->
                            act(request, response, visits, door, signIn, form));
            default -> Optional.empty();
        };
    }

    private static void act(
            HttpServletRequest request,
            HttpServletResponse response,
            Visits visits,
            Query sent,
            SignIn signIn,
            FormPage page)
            throws IOException, InterruptedException {
        Optional<Visitor> visitor = signIn.sender(request, response, sent);
        if (visitor.isEmpty()) {
            signIn.lead(request, response);
            return;
        }
        Done done;
        // One at a time, so that what a form is judged by does not change meanwhile by another one.
        try (Turns.Turn _ = visits.turn(visitor.get().caller())) {
            done = once(visitor.get(), sent, page);
        }
        Answers.page(response, done);
    }

    /** Has a form followed that was not sent before. */
    private static Done once(Visitor visitor, Query sent, FormPage page)
            throws InterruptedException {
        Asked asked = asked(visitor, sent, false);
        return visitor.session().numbers().take(asked.parameter(NUMBER))
                ? page.act(asked)
                : page.again(asked, SENT_BEFORE);
    }

    /** The same for a form so long that only for who is signed in it is read at all. */
    private static void act(
            HttpServletRequest request,
            HttpServletResponse response,
            Visits visits,
            Door door,
            SignIn signIn,
            LongFormPage page)
            throws IOException, InterruptedException {
        door.requireFromHere(request);
        Optional<Visitor> visitor = signIn.visitor(request, response);
        if (visitor.isEmpty()) {
            visits.skipBody(request);
            signIn.lead(request, response);
            return;
        }
        Done done;
        try (Shares.Holding share = visits.body(visitor.get().caller())) {
            Query sent = visits.form(request, page.maxBytes(), share);
            if (!Door.hasTicket(sent, visitor.get().session().form())) {
                throw Door.outOfDate();
            }
            done =
                    page.act(
                            asked(visitor.get(), sent, Answers.isPart(request)),
                            turn(visits, visitor.get().caller()));
        }
        Answers.page(response, done);
    }

    private static LongFormPage.Turn turn(Visits visits, Caller caller) {
        return new LongFormPage.Turn() {
            @Override
            public <T> T take(LongFormPage.Step<T> step) throws InterruptedException {
                try (Turns.Turn _ = visits.turn(caller)) {
                    return step.make();
                }
            }

            @Override
            public ErrorAnswer told(RuntimeException failure) {
                return visits.told(failure);
            }
        };
    }

    private static Asked asked(Visitor visitor, Query parameters, boolean isPart) {
        return new Asked(
                visitor.caller(),
                parameters,
                visitor.session().form().reveal(),
                visitor.session().numbers()::next,
                isPart);
    }

    private static void show(
            HttpServletRequest request,
            HttpServletResponse response,
            Visits visits,
            SignIn signIn,
            Page page)
            throws IOException, InterruptedException {
        visits.skipBody(request);
        Optional<Visitor> visitor = signIn.visitor(request, response);
        if (visitor.isEmpty()) {
            signIn.lead(request, response);
            return;
        }
        Asked asked =
                asked(
                        visitor.get(),
                        Query.parse(request.getQueryString()),
                        Answers.isPart(request));
        try (Shares.Holding share = visits.list(visitor.get().caller())) {
            String html;
            try (Turns.Turn _ = visits.turn(visitor.get().caller())) {
                share.take(1);
                html = page.show(asked);
            }
            Answers.page(response, 200, html);
        }
    }
}
