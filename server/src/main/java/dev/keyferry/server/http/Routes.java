package dev.keyferry.server.http;

import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.Failure;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.document.DocumentHandler;
import dev.keyferry.server.http.gateway.GatewayRoutes;
import dev.keyferry.server.http.handler.AccountHandler;
import dev.keyferry.server.http.handler.AuditHandler;
import dev.keyferry.server.http.handler.EdgeHandler;
import dev.keyferry.server.http.handler.EvidenceHandler;
import dev.keyferry.server.http.handler.Exchange;
import dev.keyferry.server.http.handler.GatewayHandler;
import dev.keyferry.server.http.handler.Operation;
import dev.keyferry.server.http.handler.PskHandler;
import dev.keyferry.server.http.handler.TokenHandler;
import dev.keyferry.server.http.handler.TunnelHandler;
import dev.keyferry.server.http.limit.FailedAuthentications;
import dev.keyferry.server.http.limit.Shares;
import dev.keyferry.server.http.listen.HostNames;
import dev.keyferry.server.http.metrics.AnswerCounts;
import dev.keyferry.server.http.metrics.MetricsHandler;
import dev.keyferry.server.http.request.RequestBody;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.refusal.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * Which call leads where. Every call under {@link #BASE} is authenticated first, and must have the
 * right that its {@link Operation} names before anything of it is done. Outside of it lie only what
 * describes the API, and what monitoring asks for.
 */
final class Routes {
    static final String BASE = "/client/v4";

    /** Lists that are being answered at once. */
    static final int MAX_LISTS = 64;

    /** Of these what the calls of one token may be. */
    static final int MAX_LISTS_OF_ACTOR = 4;

    private static final String ACCOUNTS = BASE + "/accounts";
    private static final String ACCOUNT = ACCOUNTS + "/{" + Exchange.ACCOUNT + "}";
    private static final String TUNNELS = ACCOUNT + "/magic/ipsec_tunnels";
    private static final String TUNNEL = TUNNELS + "/{" + Exchange.TUNNEL + "}";
    private static final String TOKEN = "/{" + Exchange.TOKEN + "}";
    private static final String CALLER = "dev.keyferry.caller";

    private final Shares bodies =
            new Shares(RequestBody.MAX_BYTES_OF_ALL, RequestBody.MAX_BYTES_OF_ACTOR);
    private final Shares lists = new Shares(MAX_LISTS, MAX_LISTS_OF_ACTOR);
    private final HttpTimeouts timeouts;
    private final Authentication authentication;
    private final Admission admission;
    private final List<Site> sites;
    private final AccountHandler accounts;
    private final TunnelHandler tunnels;
    private final EvidenceHandler evidence;
    private final AuditHandler audit;
    private final PskHandler psks;
    private final GatewayRoutes gatewayCalls;
    private final TokenHandler tokens;
    private final EdgeHandler edges;
    private final GatewayHandler gateways;
    private final MetricsHandler metrics;
    private final DocumentHandler document = new DocumentHandler();

    Routes(
            UseCases useCases,
            HttpTimeouts timeouts,
            Listeners listeners,
            List<Site> sites,
            PrometheusRegistry registry,
            InstantSource clock) {
        this.timeouts = timeouts;
        this.authentication =
                new Authentication(useCases.authenticate(), new FailedAuthentications(clock));
        this.admission = new Admission(listeners, clock);
        this.sites = sites;
        this.accounts = new AccountHandler(useCases);
        this.tokens = new TokenHandler(useCases.tokens(), clock);
        this.edges = new EdgeHandler(useCases.edges());
        this.gateways = new GatewayHandler(useCases.gateways());
        this.tunnels = new TunnelHandler(useCases);
        this.evidence = new EvidenceHandler(useCases);
        this.audit = new AuditHandler(useCases.readAudit());
        this.psks = new PskHandler(useCases);
        this.gatewayCalls =
                new GatewayRoutes(useCases.gateways(), timeouts.body(), AnswerHeaders::idOf, clock);
        this.metrics =
                new MetricsHandler(useCases.measure(), gatewayCalls::waiting, registry, clock);
    }

    void addTo(RoutesConfig routes, HostNames names) {
        routes.before(this::authenticate);
        describe(routes, "/openapi.json", document::data);
        describe(routes, "/docs", document::page);
        describe(routes, "/metrics", this::showMetrics);
        describe(routes, "/healthz/live", metrics::live);
        describe(routes, "/healthz/ready", metrics::ready);
        addUserTokensTo(routes);
        addAccountTokensTo(routes);
        get(routes, ACCOUNTS, Operation.LIST_ACCOUNTS, listed(accounts::list));
        addEdgesTo(routes);
        addGatewaysTo(routes);
        addAuditTo(routes);
        post(routes, ACCOUNTS, Operation.CREATE_ACCOUNT, accounts::create);
        get(routes, ACCOUNT, Operation.GET_ACCOUNT, accounts::get);
        put(routes, ACCOUNT, Operation.UPDATE_ACCOUNT, accounts::update);
        delete(routes, ACCOUNT, Operation.DELETE_ACCOUNT, accounts::delete);
        get(routes, TUNNELS, Operation.LIST_TUNNELS, listed(tunnels::list));
        post(routes, TUNNELS, Operation.CREATE_TUNNELS, tunnels::create);
        put(routes, TUNNELS, Operation.UPDATE_TUNNELS, tunnels::updateAll);
        // Stands before the tunnels' own routes: psk is no tunnel's id.
        post(routes, TUNNELS + "/psk", Operation.SET_PSKS, psks::set);
        get(routes, TUNNEL, Operation.GET_TUNNEL, tunnels::get);
        put(routes, TUNNEL, Operation.UPDATE_TUNNEL, tunnels::update);
        delete(routes, TUNNEL, Operation.DELETE_TUNNEL, tunnels::delete);
        get(routes, ACCOUNT + "/keyferry/psks", Operation.LIST_PSKS, listed(evidence::psks));
        delete(
                routes,
                ACCOUNT + "/keyferry/psks/{" + Exchange.TUNNEL + "}",
                Operation.REMOVE_PSK,
                psks::remove);
        post(
                routes,
                ACCOUNT + "/keyferry/psks/{" + Exchange.TUNNEL + "}/reauth",
                Operation.REAUTH_PSK,
                psks::reauthenticate);
        get(routes, ACCOUNT + "/keyferry/attempts", Operation.LIST_ATTEMPTS, evidence::attempts);
        get(routes, BASE + "/keyferry/attempts", Operation.LIST_STRANGERS, evidence::strangers);
        post(routes, TUNNEL + "/psk_generate", Operation.GENERATE_PSK, psks::generate);
        gatewayCalls.addTo(routes);
        Visits visits =
                new Visits(authentication, admission, names, lists, bodies, timeouts.body());
        sites.forEach(site -> site.addTo(routes, visits));
        routes.exception(Exception.class, this::fail);
        // Javalin brings a handler of its own for these, which does not know the envelope.
        routes.exception(HttpResponseException.class, this::fail);
    }

    private void addUserTokensTo(RoutesConfig routes) {
        String all = BASE + "/user/tokens";
        String one = all + TOKEN;
        // Stand before the tokens' own routes: these are no token's ids.
        get(routes, all + "/verify", Operation.VERIFY_TOKEN, tokens::verify);
        get(
                routes,
                all + "/permission_groups",
                Operation.LIST_USER_PERMISSIONS,
                tokens::permissions);
        get(routes, all, Operation.LIST_USER_TOKENS, listed(tokens::list));
        post(routes, all, Operation.CREATE_USER_TOKEN, tokens::create);
        get(routes, one, Operation.GET_USER_TOKEN, tokens::get);
        put(routes, one, Operation.UPDATE_USER_TOKEN, tokens::update);
        delete(routes, one, Operation.DELETE_USER_TOKEN, tokens::delete);
        put(routes, one + "/value", Operation.ROLL_USER_TOKEN, tokens::roll);
    }

    private void addAccountTokensTo(RoutesConfig routes) {
        String all = ACCOUNT + "/tokens";
        String one = all + TOKEN;
        get(routes, all + "/verify", Operation.VERIFY_ACCOUNT_TOKEN, tokens::verifyOfAccount);
        get(
                routes,
                all + "/permission_groups",
                Operation.LIST_ACCOUNT_PERMISSIONS,
                tokens::permissions);
        get(routes, all, Operation.LIST_ACCOUNT_TOKENS, listed(tokens::list));
        post(routes, all, Operation.CREATE_ACCOUNT_TOKEN, tokens::create);
        get(routes, one, Operation.GET_ACCOUNT_TOKEN, tokens::get);
        put(routes, one, Operation.UPDATE_ACCOUNT_TOKEN, tokens::update);
        delete(routes, one, Operation.DELETE_ACCOUNT_TOKEN, tokens::delete);
        put(routes, one + "/value", Operation.ROLL_ACCOUNT_TOKEN, tokens::roll);
    }

    private void addEdgesTo(RoutesConfig routes) {
        String all = BASE + "/keyferry/edges";
        String one = all + "/{" + Exchange.EDGE + "}";
        String address = one + "/addresses/{" + Exchange.ADDRESS + "}";
        get(routes, all, Operation.LIST_EDGES, listed(edges::list));
        post(routes, all, Operation.CREATE_EDGE, edges::create);
        get(routes, one, Operation.GET_EDGE, edges::get);
        put(routes, one + "/key", Operation.SET_EDGE_KEY, edges::setKey);
        put(routes, address, Operation.BIND_ADDRESS, edges::bind);
        delete(routes, address, Operation.UNBIND_ADDRESS, edges::unbind);
    }

    private void addGatewaysTo(RoutesConfig routes) {
        String all = BASE + "/keyferry/gateways";
        String one = all + "/{" + Exchange.GATEWAY + "}";
        get(routes, all, Operation.LIST_GATEWAYS, listed(gateways::list));
        post(routes, all, Operation.NAME_GATEWAY, gateways::name);
        get(routes, one, Operation.GET_GATEWAY, gateways::get);
        post(routes, one + "/drain", Operation.DRAIN_GATEWAY, gateways::drain);
        post(routes, one + "/resume", Operation.RESUME_GATEWAY, gateways::resume);
        delete(routes, one, Operation.REVOKE_GATEWAY, gateways::revoke);
        get(routes, one + "/exposed", Operation.LIST_EXPOSED, listed(gateways::exposed));
    }

    private void addAuditTo(RoutesConfig routes) {
        String ours = "/keyferry/audit_logs";
        String items = ours + "/{" + Exchange.AUDIT_RECORD + "}/items";
        get(routes, ACCOUNT + "/audit_logs", Operation.LIST_AUDIT, listed(audit::list));
        get(routes, ACCOUNT + items, Operation.LIST_AUDIT_ITEMS, listed(audit::items));
        get(routes, BASE + ours, Operation.LIST_WHOLE_AUDIT, listed(audit::list));
        get(routes, BASE + items, Operation.LIST_WHOLE_AUDIT_ITEMS, listed(audit::items));
    }

    int waitingGateways() {
        return gatewayCalls.waiting();
    }

    /** Answers from now on whoever asks that this server is not ready, and serves as before. */
    void beUnready() {
        metrics.beUnready();
    }

    /** Ends the calls of gateways that wait, and lets none wait any more. */
    void stopWaiting() {
        gatewayCalls.stopWaiting();
    }

    // On loopback without a token, as long as no name that others give to this host leads there.
    private void showMetrics(Context context) throws IOException, InterruptedException {
        if (context.req().isSecure()) {
            Caller caller = authentication.caller(context.req(), AnswerHeaders.idOf(context.req()));
            if (!caller.rights().allowEverywhere(Permission.OPERATOR)) {
                throw new Refusal.Forbidden();
            }
        } else if (!HostNames.isLocal(context.req())) {
            throw new Refusal.Forbidden();
        }
        metrics.show(context);
    }

    private void fail(Exception failure, Context context) {
        Responder.fail(context.req(), context.res(), failure, form(failure, context));
    }

    /**
     * How a failure is told: to gateways, to who asks for a page by its media type, as browsers do,
     * and to callers of the API each its own.
     */
    private Function<Throwable, Failure> form(Exception failure, Context context) {
        boolean isOfGateway =
                context.req().isSecure()
                        && GatewayRoutes.isCall(context.path())
                        && !(failure instanceof HttpResponseException);
        if (isOfGateway) {
            return gatewayCalls::failure;
        }
        String accept = context.req().getHeader("Accept");
        boolean isForPage = accept != null && accept.contains("text/html");
        return sites.stream()
                .filter(site -> isForPage && site.isPage(context.path()))
                .findFirst()
                .<Function<Throwable, Failure>>map(
                        site -> thrown -> site.failure(Failures.of(thrown)))
                .orElse(thrown -> Failure.enveloped(Failures.of(thrown)));
    }

    private void authenticate(Context context) throws InterruptedException {
        if (!context.path().startsWith(BASE + "/")) {
            return;
        }
        Caller caller = authentication.caller(context.req(), AnswerHeaders.idOf(context.req()));
        admission.admit(context.req(), context.res(), caller.actor());
        context.attribute(CALLER, caller);
    }

    private void describe(RoutesConfig routes, String path, Handler handler) {
        Handler bodiless =
                context -> {
                    new RequestBody(context.req(), timeouts.body(), _ -> {}).skip();
                    handler.handle(context);
                };
        routes.addHttpHandler(HandlerType.GET, path, bodiless);
        routes.addHttpHandler(HandlerType.HEAD, path, bodiless);
    }

    private void get(RoutesConfig routes, String path, Operation operation, Call call) {
        on(routes, HandlerType.GET, path, operation, bodiless(call));
        // The same answer; the body is left out further down (RFC 9110, section 9.3.2).
        on(routes, HandlerType.HEAD, path, operation, bodiless(call));
    }

    private void post(RoutesConfig routes, String path, Operation operation, Call call) {
        on(routes, HandlerType.POST, path, operation, call);
    }

    private void put(RoutesConfig routes, String path, Operation operation, Call call) {
        on(routes, HandlerType.PUT, path, operation, call);
    }

    private void delete(RoutesConfig routes, String path, Operation operation, Call call) {
        on(routes, HandlerType.DELETE, path, operation, bodiless(call));
    }

    /** What reads and answers a list, which may be long, and its peer slow. */
    private Call listed(Call call) {
        return exchange -> {
            try (Shares.Holding share = lists.of(exchange.caller().actor())) {
                share.take(1);
                call.handle(exchange);
            }
        };
    }

    private static Call bodiless(Call call) {
        return exchange -> {
            exchange.body().skip();
            call.handle(exchange);
        };
    }

    private void on(
            RoutesConfig routes, HandlerType method, String path, Operation operation, Call call) {
        routes.addHttpHandler(
                method,
                path,
                context -> {
                    AnswerCounts.name(context.req(), operation);
                    Caller caller = context.attribute(CALLER);
                    if (caller == null) {
                        throw new IllegalStateException("a call passed by authentication");
                    }
                    try (Shares.Holding share = bodies.of(caller.actor())) {
                        Exchange exchange =
                                new Exchange(
                                        context,
                                        caller,
                                        new RequestBody(
                                                context.req(), timeouts.body(), share::take));
                        exchange.require(operation);
                        call.handle(exchange);
                    } catch (Refusal.Forbidden forbidden) {
                        throw forbidden(operation, forbidden);
                    }
                });
    }

    // Relative: what the client calls this host is its own word, and is not repeated.
    private static RequestRefused forbidden(Operation operation, Refusal.Forbidden refusal) {
        URI description = URI.create("/docs#" + operation.id());
        return new RequestRefused(
                ErrorAnswer.of(
                        ErrorItem.of(ApiCode.FORBIDDEN, refusal.text()).describedAt(description)));
    }

    private interface Call {
        void handle(Exchange exchange) throws InterruptedException;
    }
}
