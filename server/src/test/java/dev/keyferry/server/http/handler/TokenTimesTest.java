package dev.keyferry.server.http.handler;

import static dev.keyferry.server.domain.rights.Permission.ACCOUNT_SETTINGS_READ;
import static dev.keyferry.server.domain.rights.Permission.API_TOKENS_WRITE;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.everything;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.tokenWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.TokenJsons.Made;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token is good from its first moment on, and at its last no more, by a clock of the test. */
class TokenTimesTest {
    private static final Instant BEGIN = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-01T01:00:00.000001Z");
    private static final String READER = allow(everything(), ACCOUNT_SETTINGS_READ);
    private static final String NOT_BEFORE = "\"not_before\":\"%s\",".formatted(BEGIN);
    private static final String EXPIRES_ON = "\"expires_on\":\"%s\",".formatted(END);

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN.minusSeconds(60));
    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(now::get, Optional.empty());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void isNotGoodBeforeItsFirstMoment() throws Exception {
        Made made = make(api, tokenWith(NOT_BEFORE, READER));
        assertUnknown(made, BEGIN.minusNanos(1));
        assertGood(made, BEGIN);
        now.set(BEGIN.minusNanos(1));
        api.send("PUT", made.path(), "{\"not_before\":null}").assertSuccess();
        assertGood(made, BEGIN.minusNanos(1));
    }

    @Test
    void isNotGoodFromItsLastMomentOn() throws Exception {
        Made made = make(api, tokenWith(EXPIRES_ON, READER));
        assertGood(made, END.minusNanos(1));
        assertThat(status(made)).isEqualTo("active");
        assertUnknown(made, END);
        assertThat(status(made)).isEqualTo("expired");
        api.send("PUT", made.path(), "{\"expires_on\":null}").assertSuccess();
        assertGood(made, END);
    }

    @Test
    void cannotBeMadeAtItsLastMoment() throws Exception {
        now.set(END);
        api.post("/user/tokens", tokenWith(EXPIRES_ON, READER)).assertFailure(400, 1022);
        now.set(END.minusNanos(1));
        api.post("/user/tokens", tokenWith(EXPIRES_ON, READER)).assertSuccess();
    }

    @Test
    void makesTokensUpToItsLastMomentOnly() throws Exception {
        String maker = allow(everything(), API_TOKENS_WRITE);
        Made made = make(api, tokenWith(EXPIRES_ON, maker));
        now.set(END.minusNanos(1));
        String body = tokenWith(EXPIRES_ON, maker);
        made.client().send("POST", "/user/tokens", body).assertSuccess();
        now.set(END);
        made.client().send("POST", "/user/tokens", body).assertFailure(403, 9109);
    }

    private void assertGood(Made made, Instant then) throws Exception {
        now.set(then);
        made.client().get("/accounts").assertSuccess();
    }

    private void assertUnknown(Made made, Instant then) throws Exception {
        now.set(then);
        made.client().get("/accounts").assertFailure(403, 9109);
    }

    private String status(Made made) throws Exception {
        return api.get(made.path()).assertSuccess().result().path("status").asString();
    }
}
