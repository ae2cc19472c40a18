package dev.keyferry.server.console;

import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.console.session.Sessions;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.limit.FailedAuthentications;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenJsons.Made;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a session lasts, and what ends it. */
class SessionLifeTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start((InstantSource) now::get, Optional.empty());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void deletedTokenEndsItsSessionAtOnce() throws Exception {
        Made made = madeOf(Permission.MAGIC_WAN_READ);
        Browser browser = Browser.signedIn(api.address(), made.client().token());
        assertThat(browser.get("/").status()).isEqualTo(200);

        api.send("DELETE", made.path()).assertSuccess();

        assertThat(browser.get("/").status()).isEqualTo(303);
        assertThat(browser.ticket()).isEmpty();
    }

    @Test
    void rolledTokenEndsItsSessionAtOnce() throws Exception {
        Made made = madeOf(Permission.MAGIC_WAN_READ);
        Browser browser = Browser.signedIn(api.address(), made.client().token());

        api.send("PUT", made.path() + "/value", "{}").assertSuccess();

        assertThat(browser.get("/").status()).isEqualTo(303);
    }

    @Test
    void narrowedTokenSeesLessAtOnce() throws Exception {
        String account = api.createAccount("acme");
        Made made = make(api, token(allow(account(account), Permission.MAGIC_WAN_READ)));
        Browser browser = Browser.signedIn(api.address(), made.client().token());
        String tunnels = "/tunnels?account=" + account;
        assertThat(browser.get(tunnels).status()).isEqualTo(200);

        api.send("PUT", made.path(), token(allow(account(account), Permission.AUDIT_READ)))
                .assertSuccess();

        assertThat(browser.get(tunnels).status()).isEqualTo(403);
    }

    @Test
    void idleSessionEnds() throws Exception {
        Browser browser = Browser.signedIn(api.address(), administrator());
        pass(Sessions.IDLE.minusSeconds(1));
        assertThat(browser.get("/").status()).isEqualTo(200);
        pass(Sessions.IDLE.minusSeconds(1));
        assertThat(browser.get("/").status()).isEqualTo(200);

        pass(Sessions.IDLE);

        assertThat(browser.get("/").status()).isEqualTo(303);
    }

    @Test
    void sessionInUseEndsToo() throws Exception {
        Browser browser = Browser.signedIn(api.address(), administrator());
        Duration step = Sessions.IDLE.minusMinutes(1);
        for (Duration t = step; t.compareTo(Sessions.LONGEST) < 0; t = t.plus(step)) {
            pass(step);
            assertThat(browser.get("/").status()).as(t.toString()).isEqualTo(200);
        }

        pass(step);

        assertThat(browser.get("/").status()).isEqualTo(303);
    }

    @Test
    void signedOutTicketIsWorthNothing() throws Exception {
        Browser browser = Browser.signedIn(api.address(), administrator());
        Map<String, String> stolen = Map.copyOf(browser.cookies());

        Reply reply = browser.post("/sign-out", Map.of("form", Browser.ticket(browser.get("/"))));

        assertThat(reply.status()).isEqualTo(303);
        assertThat(browser.ticket()).isEmpty();
        Browser thief = new Browser(api.address());
        thief.cookies().putAll(stolen);
        assertThat(thief.get("/").status()).isEqualTo(303);
    }

    @Test
    void signingOutNeedsTheTicketOfTheSession() throws Exception {
        Browser browser = Browser.signedIn(api.address(), administrator());
        Browser other = Browser.signedIn(api.address(), administrator());
        String foreign = Browser.ticket(other.get("/"));

        assertThat(browser.post("/sign-out", Map.of("form", foreign)).status()).isEqualTo(403);

        assertThat(browser.get("/").status()).isEqualTo(200);
    }

    @Test
    void signingInAgainEndsTheFormerSession() throws Exception {
        Browser browser = Browser.signedIn(api.address(), administrator());
        Browser former = new Browser(api.address());
        former.cookies().putAll(browser.cookies());

        assertThat(browser.signIn(administrator()).status()).isEqualTo(303);

        assertThat(browser.get("/").status()).isEqualTo(200);
        assertThat(former.get("/").status()).isEqualTo(303);
    }

    @Test
    void endedSessionIsToldAndIsNoFailedTry() throws Exception {
        Made made = madeOf(Permission.MAGIC_WAN_READ);
        Browser first = Browser.signedIn(api.address(), made.client().token());
        Browser second = Browser.signedIn(api.address(), made.client().token());
        api.send("DELETE", made.path()).assertSuccess();

        assertThat(first.get("/").status()).isEqualTo(303);
        for (int i = 0; i < FailedAuthentications.MAX_FAILURES; i++) {
            api.as("wrong").get("/user/tokens/verify").assertFailure(403, 9109);
        }
        Reply ended = second.get("/");

        assertThat(ended.status()).isEqualTo(303);
        assertThat(ended.header("location")).isEqualTo("/sign-in?over=1");
        assertThat(second.ticket()).isEmpty();
        assertThat(second.get("/sign-in?over=1").body()).contains("Your session has ended");
        assertThat(second.get("/").header("location")).isEqualTo("/sign-in");
        assertThat(second.get("/sign-in").body()).doesNotContain("has ended");
    }

    @Test
    void sessionOutlivesWhatOthersOnThisHostPlanted() throws Exception {
        Browser browser = Browser.signedIn(api.address(), administrator());
        String planted = browser.session() + "=" + "x".repeat(43);
        String[] some = {planted, browser.session() + "=", browser.session() + "=\"a; b", "=;a"};
        for (String cookie : some) {
            browser.plant(cookie, "");
            assertThat(browser.get("/").status()).as(cookie).isEqualTo(200);
        }
        browser.plant((planted + "; ").repeat(200) + "a=b", "");
        assertThat(browser.get("/").status()).isEqualTo(200);

        browser.plant("", times(planted, Cookies.MAX_SENT - 1));
        assertThat(browser.get("/").status()).isEqualTo(200);
        Map<String, String> form = Map.of("form", Browser.ticket(browser.get("/")));
        browser.plant("", times(planted, Cookies.MAX_SENT));
        assertThat(browser.get("/").header("location")).isEqualTo("/sign-in?over=1");

        browser = Browser.signedIn(api.address(), administrator());
        browser.plant("", planted);
        assertThat(browser.post("/sign-out", form).status()).isEqualTo(403);
        form = Map.of("form", Browser.ticket(browser.get("/")));
        assertThat(browser.post("/sign-out", form).status()).isEqualTo(303);
    }

    @Test
    void foreignSessionThatIsPlantedForOnePageIsNotShown() throws Exception {
        String value = madeOf(Permission.MAGIC_WAN_READ).client().token();
        Browser foreign = Browser.signedIn(api.address(), value);
        Browser browser = new Browser(api.address());
        String planted = browser.session() + "=" + foreign.ticket();
        browser.plant(planted + "; keyferry-sign-in-1=x", "");

        assertThat(browser.signIn(administrator()).status()).isEqualTo(303);

        assertThat(browser.get("/tunnels").body()).contains("<span>administrator</span>");
    }

    private Made madeOf(Permission permission) throws Exception {
        String account = api.createAccount("acme");
        return make(api, token(allow(account(account), permission)));
    }

    private void pass(Duration time) {
        now.updateAndGet(t -> t.plus(time));
    }

    private String administrator() {
        return api.authorization().replace("Authorization: Bearer ", "");
    }

    private static String times(String cookie, int count) {
        return String.join("; ", Collections.nCopies(count, cookie));
    }
}
