package dev.keyferry.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Sends what a careless or hostile client might, drawn from a seed that is printed. */
class HostileRequestsTest {
    private static final int REQUESTS_A_ROUTE = 250;

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.keyferry");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        api = ApiFixture.start();
    }

    @AfterEach
    void stop() {
        api.close();
        logger.setLevel(Level.INFO);
        logger.setAdditive(true);
        logger.detachAppender(logged);
    }

    @Test
    void answersEveryRequestInTheEnvelopeAndNeverQuotesOne() throws Exception {
        long seed = System.nanoTime();
        System.out.println("HostileRequestsTest: seed " + seed);
        String tunnels = "/accounts/" + api.createAccount("Acme") + "/magic/ipsec_tunnels";
        String tunnel = api.createTunnel(tunnels, "berlin");
        HostileRequests requests =
                new HostileRequests(new Random(seed), api.authorization(), tunnels, tunnel);
        for (HostileRequests.Route route : HostileRequests.Route.values()) {
            for (int i = 0; i < REQUESTS_A_ROUTE; i++) {
                byte[] request = requests.next(route);
                Reply reply = RawHttp.exchange(api.address(), request);
                assertFair(
                        reply,
                        route,
                        "seed %d, %s, request %d; %s".formatted(seed, route, i, errors()));
            }
        }
        api.get("/user/tokens/verify").assertSuccess();
        assertThat(api.get(tunnels + "/" + tunnel).status()).isIn(200, 404);
        assertNothingLeaked(List.copyOf(logged.list));
    }

    private String errors() {
        return List.copyOf(logged.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(event -> event + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList()
                .toString();
    }

    private static void assertFair(Reply reply, HostileRequests.Route route, String what) {
        assertThat(reply.status()).as(what).isLessThan(500);
        if (reply.status() != 200) {
            reply.assertDocumentedFailure();
        }
        if (reply.status() != 200 || !route.showsKeys()) {
            assertThat(reply.body()).as(what).doesNotContain(HostileRequests.MARKER);
            assertThat(reply.headers().map().toString())
                    .as(what)
                    .doesNotContain(HostileRequests.MARKER);
        }
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
                    .doesNotContain(HostileRequests.MARKER);
        }
    }
}
