package dev.keyferry.server.http.handler;

import static dev.keyferry.server.domain.rights.Permission.ACCOUNT_SETTINGS_READ;
import static dev.keyferry.server.domain.rights.Permission.API_TOKENS_WRITE;
import static dev.keyferry.server.domain.rights.Permission.OPERATOR;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.everything;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static dev.keyferry.server.http.parts.TokenJsons.tokenWith;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import dev.keyferry.server.LoggedEvents;
import dev.keyferry.server.domain.token.TokenValue;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.TokenClient;
import dev.keyferry.server.http.parts.TokenJsons.Made;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whoever can write to the database alone gets no token out of it. */
class ForgedTokenTest {
    private static final String READER = allow(everything(), ACCOUNT_SETTINGS_READ);
    private static final String MAKER = allow(everything(), API_TOKENS_WRITE);

    private static final String BOUND =
            tokenWith(
                    """
                    "not_before":"2026-01-01T00:00:00Z","expires_on":"2999-01-01T00:00:00Z",
                    "condition":{"request_ip":{"in":["127.0.0.0/8"],"not_in":["192.0.2.1"]}},
                    """,
                    READER);

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aTokenThatWasPutIntoTheDatabaseIsUnknown() throws Exception {
        Made made = make(api, token(MAKER));
        TokenValue planted = TokenValue.random(new SecureRandom());
        String id = "f".repeat(32);
        database(
                """
                INSERT INTO token
                SELECT x'%s', account, x'%s', name, state, policies, source_in, source_not_in,
                       not_before, expires_at, issued_at, modified_at, mac
                FROM token WHERE id = x'%s'
                """
                        .formatted(id, planted.hash().hex(), id(made)));
        LoggedEvents logged = new LoggedEvents();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.keyferry.server");
        logger.addAppender(logged);
        api.as(planted.reveal()).get("/accounts").assertFailure(403, 9109);
        api.as(planted.reveal()).get("/user/tokens/verify").assertFailure(403, 9109);
        assertThat(api.get("/user/tokens").assertSuccess().body()).doesNotContain(id);
        api.get("/user/tokens/" + id).assertFailure(404, 19404);
        api.send("PUT", "/user/tokens/" + id, "{}").assertFailure(404, 19404);
        api.send("PUT", "/user/tokens/" + id + "/value").assertFailure(404, 19404);
        logger.detachAppender(logged);
        assertThat(logged.list)
                .filteredOn(event -> event.getMessage().contains("no server wrote"))
                .singleElement()
                .satisfies(event -> assertThat(event.getKeyValuePairs().toString()).contains(id));
        held(made).get("/user/tokens/verify").assertSuccess();
        api.send("DELETE", "/user/tokens/" + id).assertSuccess();
    }

    @Test
    void policiesRaisedInTheDatabaseEndTheToken() throws Exception {
        Made raised = make(api, token(READER));
        Made other = make(api, token(READER));
        raised.client().get("/accounts").assertSuccess();
        database(
                "UPDATE token SET policies = replace(policies, '%s', '%s') WHERE id = x'%s'"
                        .formatted(ACCOUNT_SETTINGS_READ.id(), OPERATOR.id(), id(raised)));
        held(raised).get("/accounts").assertFailure(403, 9109);
        held(other).get("/accounts").assertSuccess();
    }

    @Test
    void whateverElseIsChangedInTheDatabaseEndsTheToken() throws Exception {
        api.createAccount("owner");
        Map<String, Made> tokens = new LinkedHashMap<>();
        Made disabled = make(api, BOUND);
        api.send("PUT", disabled.path(), "{\"status\":\"disabled\"}").assertSuccess();
        tokens.put("state = 'ACTIVE'", disabled);
        for (String change :
                List.of(
                        "source_in = ''",
                        "source_not_in = ''",
                        "not_before = 1",
                        "expires_at = NULL",
                        "name = 'other'",
                        "account = (SELECT id FROM account)",
                        "mac = x'00'")) {
            tokens.put(change, make(api, BOUND));
        }
        Made untouched = make(api, BOUND);
        database(updates(tokens));
        for (Made made : tokens.values()) {
            held(made).get("/accounts").assertFailure(403, 9109);
        }
        held(untouched).get("/accounts").assertSuccess();
    }

    @Test
    void whatNobodyCanReadInTheDatabaseIsNoTokenAndBreaksNoList() throws Exception {
        Map<String, Made> tokens = new LinkedHashMap<>();
        for (String change :
                List.of(
                        "policies = ''",
                        "policies = 'ALLOW'",
                        "policies = 'MAYBE %s *'".formatted(OPERATOR.id()),
                        "policies = 'ALLOW %s *'".formatted("0".repeat(32)),
                        "policies = 'ALLOW %s everywhere'".formatted(OPERATOR.id()),
                        "name = ''",
                        "hash = zeroblob(100000)",
                        "source_in = '127.0.0.1/x'",
                        "source_not_in = '127.0.0.1/33'",
                        "not_before = -9223372036854775808",
                        "expires_at = 9223372036854775807",
                        "issued_at = 9223372036854775807",
                        "mac = x''")) {
            tokens.put(change, make(api, BOUND));
        }
        Made nameless = make(api, BOUND);
        Made untouched = make(api, BOUND);
        Made maker = make(api, token(MAKER));
        database(updates(tokens));
        database("UPDATE token SET id = x'00' WHERE id = x'%s'".formatted(id(nameless)));
        held(nameless).get("/accounts").assertFailure(403, 9109);
        for (Map.Entry<String, Made> changed : tokens.entrySet()) {
            Made made = changed.getValue();
            held(made).get("/accounts").assertFailure(403, 9109);
            api.get(made.path()).assertFailure(404, 19404);
            api.send("PUT", made.path(), "{}").assertFailure(404, 19404);
            api.send("PUT", made.path() + "/value").assertFailure(404, 19404);
        }
        held(untouched).get("/accounts").assertSuccess();
        assertThat(api.get("/user/tokens").assertSuccess().result().valueStream())
                .extracting(shown -> shown.path("id").asString())
                .containsExactlyInAnyOrder(id(untouched), id(maker));
        for (Made made : tokens.values()) {
            held(maker).send("DELETE", made.path(), "").assertSuccess();
            api.send("DELETE", made.path()).assertFailure(404, 19404);
        }
    }

    @Test
    void aTokenOfTheServersOwnIsGoodAfterUpdateRollAndRestart() throws Exception {
        Made made = make(api, token(READER));
        api.send("PUT", made.path(), "{\"policies\":[" + MAKER + "]}").assertSuccess();
        made.client().get("/user/tokens").assertSuccess();
        String value = api.send("PUT", made.path() + "/value").assertSuccess().result().asString();
        api.as(value).get("/user/tokens").assertSuccess();
        api.restartServer();
        api.as(value).get("/user/tokens").assertSuccess();
    }

    /** A client of the server as it runs now. */
    private TokenClient held(Made made) {
        return api.as(made.client().token());
    }

    private static String id(Made made) {
        return made.path().substring(made.path().lastIndexOf('/') + 1);
    }

    private static String[] updates(Map<String, Made> tokens) {
        return tokens.entrySet().stream()
                .map(change ->
                        "UPDATE token SET %s WHERE id = x'%s'"
                                .formatted(change.getKey(), id(change.getValue())))
                .toArray(String[]::new);
    }

    /** Changes one row by each statement; a running server holds the lock, so it is restarted. */
    private void database(String... changes) throws SQLException, InterruptedException {
        api.stopServer();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + api.database());
                Statement statement = connection.createStatement()) {
            for (String change : changes) {
                assertThat(statement.executeUpdate(change)).isOne();
            }
        }
        api.restartServer();
    }
}
