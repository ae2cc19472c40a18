package dev.keyferry.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.server.LoggedEvents;
import dev.keyferry.server.contract.ApiContract;
import dev.keyferry.server.contract.DescribedRoutes;
import dev.keyferry.server.contract.DescribedRoutes.Route;
import dev.keyferry.server.contract.hostile.HostileBytes;
import dev.keyferry.server.contract.hostile.HostileRequests;
import dev.keyferry.server.contract.hostile.Markers;
import dev.keyferry.server.contract.hostile.Targets;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.handler.Operation;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.StoreWatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Sends what a careless or hostile client might to every route that is described. The system
 * properties {@code keyferry.hostile.requests} and {@code keyferry.hostile.seed} say how much and
 * which; the seed is printed.
 */
class HostileRequestsTest {
    private static final int REQUESTS_A_ROUTE =
            Integer.getInteger("keyferry.hostile.requests", 500);

    /** What succeeds leaves something behind, and a server has room for so many things only. */
    private static final int REQUESTS_A_SERVER = 500;

    private static final long SEED = Long.getLong("keyferry.hostile.seed", System.nanoTime());
    private static final ApiContract CONTRACT = ApiContract.served();

    /** HTTP itself wants these where the client names a version or a coding that nobody knows. */
    private static final Set<Integer> OF_HTTP = Set.of(501, 505);

    private static final List<String> OPEN = List.of("get-openapi-document", "read-documentation");

    private static final EdgePrivateKey SHARED_KEY = EdgePrivateKey.generate();

    private static ApiFixture api;
    private static StoreWatch store;
    private static int count;

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.keyferry");
    private final LoggedEvents logged = new LoggedEvents();

    @BeforeAll
    static void tellSeed() {
        System.out.println("HostileRequestsTest: seed " + SEED);
    }

    @BeforeAll
    static void startServer() throws Exception {
        api = ApiFixture.start();
        api.createEdge("shared", SHARED_KEY);
        store = new StoreWatch(api.database());
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        api.close();
    }

    @BeforeEach
    void listen() {
        logger.addAppender(logged);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(true);
        logger.detachAppender(logged);
    }

    static List<Route> routes() {
        Set<String> served =
                Stream.concat(OPEN.stream(), Arrays.stream(Operation.values()).map(Operation::id))
                        .collect(Collectors.toSet());
        return new DescribedRoutes(CONTRACT)
                .all().stream().filter(route -> served.contains(route.id())).toList();
    }

    /** Else most of what is spoilt would be refused for a reason that all have in common. */
    @ParameterizedTest
    @MethodSource("routes")
    void takesTheExampleOfTheDescription(Route route) throws Exception {
        byte[] request = requests(route).right(targets(route));
        assertThat(RawHttp.exchange(api.address(), request).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void isNeitherBrokenNorChangedByWhatItRefusesOrOnlyReads(Route route) throws Exception {
        HostileRequests requests = requests(route);
        Targets targets = targets(route);
        for (int i = 0; i < REQUESTS_A_ROUTE; i++) {
            if (i > 0 && i % REQUESTS_A_SERVER == 0) {
                stop();
                startServer();
                targets = targets(route);
            }
            HostileBytes request = requests.next(targets);
            long before = store.version();
            String what = "seed %d, %s, request %d".formatted(SEED, route.id(), i);
            Reply reply = RawHttp.exchangeLast(api.address(), request.bytes());
            String[] asked = RawHttp.requestLine(request.bytes());
            boolean mayChange = reply.status() == 200 && !isReadOnly(asked);
            assertThat(mayChange || store.version() == before)
                    .as("%s: changed by what was answered %d", what, reply.status())
                    .isTrue();
            assertFair(reply, asked, route, request, what);
            if (reply.status() == 200 && asked[0].equals("DELETE")) {
                targets = targets(route);
            }
        }
        assertNothingLeaked(logged.list);
    }

    /** Whether such a request changes nothing even where it succeeds. */
    private static boolean isReadOnly(String[] asked) {
        return Set.of("GET", "HEAD").contains(asked[0])
                || asked[1].matches("[^?]*/ipsec_tunnels[^?]*\\?(.*&)?validate_only=true(&.*)?");
    }

    private static HostileRequests requests(Route route) {
        return new HostileRequests(CONTRACT, route, SEED ^ route.id().hashCode());
    }

    private static Targets targets(Route route) throws Exception {
        if (route.path().contains("/v4/keyferry/")) {
            // Any number of gateways may be left behind, but not of edges.
            boolean isShared = route.id().equals("revoke-gateway");
            EdgePrivateKey key = isShared ? SHARED_KEY : EdgePrivateKey.generate();
            String edge = isShared ? "shared" : "edge-" + count++;
            if (!isShared) {
                api.createEdge(edge, key);
            }
            String gateway = "gw-" + count++;
            // An edge's key is not changed before its gateways have the new one.
            if (!route.id().equals("set-edge-key")) {
                api.enrolGateway(edge, gateway, key);
            }
            Targets.Named named =
                    new Targets.Named(
                            edge, gateway, "n-" + count++, text(EdgePrivateKey.generate()));
            return new Targets(
                    api.authorization(), "0", "0", newestRecord("/keyferry/audit_logs"), named);
        }
        String account = api.createAccount("Acme");
        // An account that has a tunnel cannot be deleted.
        String tunnel =
                route.id().equals("delete-account")
                        ? "0".repeat(32)
                        : api.createTunnel(
                                "/accounts/" + account + "/magic/ipsec_tunnels", "berlin");
        if (route.id().equals("reauthenticate-tunnel")) {
            String tunnels = "/accounts/" + account + "/magic/ipsec_tunnels/";
            api.post(tunnels + tunnel + "/psk_generate", "{}").assertSuccess();
        }
        boolean isOwn = route.id().equals("verify-account-token");
        if (!isOwn && !route.path().contains("{token_id}")) {
            return new Targets(
                    api.authorization(),
                    account,
                    tunnel,
                    newestRecord("/accounts/" + account + "/audit_logs"));
        }
        String terms =
                """
                {"name":"robot","policies":[{"effect":"allow","permission_groups":[{"id":"%s"}],
                 "resources":{"com.cloudflare.api.account.%s":"*"}}]}
                """
                        .formatted(Permission.MAGIC_WAN_READ.id(), account);
        String tokens =
                route.path().contains("{account_id}")
                        ? "/accounts/" + account + "/tokens"
                        : "/user/tokens";
        JsonNode token = api.post(tokens, terms).assertSuccess().result();
        return new Targets(
                // An account knows its own tokens only.
                isOwn
                        ? "Authorization: Bearer " + token.path("value").asString()
                        : api.authorization(),
                account,
                tunnel,
                token.path("id").asString());
    }

    private static String newestRecord(String logs) throws Exception {
        JsonNode newest = api.get(logs + "?per_page=1").assertSuccess().result();
        return newest.path(0).path("id").asString();
    }

    private static String text(EdgePrivateKey key) {
        return Base64.getEncoder().encodeToString(key.publicKey().encoded().toArray());
    }

    private void assertFair(
            Reply reply, String[] asked, Route route, HostileBytes request, String what) {
        assertThat(reply.status() < 500 || OF_HTTP.contains(reply.status()))
                .as(() -> "%s: %d %s".formatted(what, reply.status(), errors()))
                .isTrue();
        if (asked[0].equals("HEAD")) {
            return;
        }
        if (isOfConsole(reply)) {
            assertThat(asked[1]).as(what).doesNotStartWith("/client/");
            assertThat(reply.body() + reply.headers().map())
                    .as(what)
                    .doesNotContain(Markers.KEY, Markers.WORD);
            boolean isPage = !reply.body().isEmpty();
            String sent = new String(request.bytes(), StandardCharsets.ISO_8859_1);
            assertThat(!isPage || sent.contains("Accept: text/html")).as(what).isTrue();
            return;
        }
        reply.assertDescribed(asked[0], asked[1]);
        if (reply.status() != 200) {
            reply.assertDocumentedFailure();
            assertThat(reply.body() + reply.headers().map())
                    .as(what)
                    .doesNotContain(Markers.KEY, Markers.WORD);
        } else if (request.values() == HostileBytes.Values.IN_PLACE
                && !route.id().equals("set-psks")) {
            assertThat(reply.body() + reply.headers().map()).as(what).doesNotContain(Markers.KEY);
        }
    }

    /** A path that is spoilt enough leads to the console, which sends strangers to its sign-in. */
    private static boolean isOfConsole(Reply reply) {
        boolean isPage = reply.header("content-type").startsWith("text/html");
        return reply.status() == 303 || (isPage && reply.status() != 200);
    }

    private String errors() {
        return logged.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(event -> event + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList()
                .toString();
    }

    private static void assertNothingLeaked(List<ILoggingEvent> events) {
        assertThat(events).isNotEmpty();
        for (ILoggingEvent event : events) {
            assertThat(event.getLevel().isGreaterOrEqual(Level.ERROR))
                    .as(event.getFormattedMessage())
                    .isFalse();
            assertThat(
                            event.getFormattedMessage()
                                    + event.getKeyValuePairs()
                                    + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                    .doesNotContain(Markers.KEY, Markers.WORD);
        }
    }
}
