package dev.keyferry.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.keyferry.server.LoggedEvents;
import dev.keyferry.server.http.limit.FailedAuthentications;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.log.RequestScope;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RequestInLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.keyferry.server");
    private final Level level = logger.getLevel();
    private final LoggedEvents logged = new LoggedEvents();
    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start();
        logger.addAppender(logged);
        logger.setAdditive(false);
        logger.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(logged);
        logger.setAdditive(true);
        logger.setLevel(level);
        api.close();
    }

    @Test
    void everyLineOfARequestNamesIt() throws Exception {
        Reply first = api.get("/accounts").assertSuccess();
        Reply second = api.get("/nowhere").assertFailure(404, 7003, 7000);
        String head =
                RawHttp.head("GET /client/v4/accounts HTTP/1.1", "Authorization: Bearer unknown");
        Reply last = first;
        for (int i = 0; i <= FailedAuthentications.MAX_FAILURES; i++) {
            last = RawHttp.exchange(api.address(), head);
        }
        String throttled = last.assertFailure(429, 971).header("x-request-id");
        assertThat(requestsOf("many unknown tokens come from one source"))
                .containsExactly(throttled);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(requestsOf("request answered"))
                                .contains(
                                        first.header("x-request-id"),
                                        second.header("x-request-id"),
                                        throttled));
    }

    private List<String> requestsOf(String message) {
        return logged.list.stream()
                .filter(event -> event.getMessage().equals(message))
                .map(event -> event.getMDCPropertyMap().getOrDefault(RequestScope.FIELD, ""))
                .toList();
    }
}
