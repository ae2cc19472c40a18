package dev.keyferry.server.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final RequestLimit THREE = new RequestLimit(3, Duration.ofMinutes(5));

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(now::get, Optional.of(THREE));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void refusesOneMoreThanTheMostUntilTheWindowEnds() throws Exception {
        assertQuota(api.get("/accounts").assertSuccess(), 2, 300);
        now.set(START.plusMillis(100_500));
        assertQuota(api.get("/nowhere").assertFailure(404, 7003, 7000), 1, 200);
        assertQuota(api.post("/accounts", "{").assertFailure(400, 1022), 0, 200);
        Reply over = api.post("/accounts", "{\"name\":\"late\"}").assertFailure(429, 971);
        assertQuota(over, 0, 200);
        assertThat(over.header("retry-after")).isEqualTo("200");
        now.set(START.plusSeconds(300));
        Reply next = api.get("/accounts").assertSuccess();
        assertQuota(next, 2, 300);
        assertThat(next.header("retry-after")).isEmpty();
        assertThat(next.result()).isEmpty();
    }

    @Test
    void readsNoBodyOfARequestThatIsRefused() throws Exception {
        for (int i = 0; i < THREE.requests(); i++) {
            api.get("/accounts").assertSuccess();
        }
        String head =
                RawHttp.head(
                        "POST /client/v4/accounts HTTP/1.1",
                        api.authorization(),
                        "Content-Type: application/json",
                        "Expect: 100-continue",
                        "Content-Length: 1000");
        Reply over = RawHttp.exchange(api.address(), head);
        assertThat(over.assertFailure(429, 971).header("connection")).isEqualTo("close");
    }

    @Test
    void doesNotCountOrLimitWhoIsNotKnown() throws Exception {
        String head = RawHttp.head("GET /client/v4/accounts HTTP/1.1", "Authorization: Bearer no");
        for (int i = 0; i <= THREE.requests(); i++) {
            Reply unknown = RawHttp.exchange(api.address(), head).assertFailure(403, 9109);
            assertThat(unknown.header("ratelimit")).isEmpty();
        }
        assertQuota(api.get("/accounts").assertSuccess(), 2, 300);
    }

    @Test
    void saysNothingWhereThereIsNoLimit() throws Exception {
        try (ApiFixture unlimited = ApiFixture.start()) {
            Reply reply = unlimited.get("/accounts").assertSuccess();
            assertThat(reply.header("ratelimit")).isEmpty();
            assertThat(reply.header("ratelimit-policy")).isEmpty();
        }
    }

    private static void assertQuota(Reply reply, int remaining, int reset) {
        assertThat(reply.header("ratelimit"))
                .isEqualTo("\"default\";r=%d;t=%d".formatted(remaining, reset));
        assertThat(reply.header("ratelimit-policy")).isEqualTo("\"default\";q=3;w=300");
    }
}
