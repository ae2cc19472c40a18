package dev.keyferry.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** That an answer fails which the description does not have. */
class AnswerCheckTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String ACCOUNT = "/client/v4/accounts/" + ID;
    private static final String RESULT =
            """
            {"id":"%s","name":"Acme","type":"standard","created_on":"2026-11-23T12:00:00.000000Z",
             "keyferry":{"number":1000}}\
            """
                    .formatted(ID);
    private static final String NOT_FOUND =
            """
            {"success":false,"errors":[{"code":7003,"message":"words"}],"messages":[],"result":null}\
            """;

    private final AnswerCheck check = new AnswerCheck(ApiContract.served());
    private final Map<String, String> headers =
            new TreeMap<>(
                    Map.of(
                            "content-type", "application/json",
                            "cache-control", "no-store",
                            "x-request-id", ID));

    @Test
    void passesWhatIsDescribed() {
        assertThat(objections("GET", ACCOUNT, 200, success(RESULT))).isEmpty();
        assertThat(objections("GET", ACCOUNT + "?x=y", 200, success(RESULT))).isEmpty();
        assertThat(objections("HEAD", ACCOUNT, 200, "")).isEmpty();
        assertThat(objections("GET", ACCOUNT, 404, NOT_FOUND)).isEmpty();
        assertThat(objections("GET", "/nowhere", 404, NOT_FOUND)).isEmpty();
        assertThat(objections("BREW", ACCOUNT, 405, NOT_FOUND)).isEmpty();
    }

    @Test
    void failsAMemberThatIsNotDescribed() {
        String more = RESULT.replace("\"number\"", "\"colour\":\"red\",\"number\"");
        assertThat(objections("GET", ACCOUNT, 200, success(more))).isNotEmpty();
        assertThat(
                        objections(
                                "GET",
                                ACCOUNT,
                                200,
                                success(RESULT).replace("{\"suc", "{\"x\":1,\"suc")))
                .isNotEmpty();
    }

    @Test
    void failsAMemberThatIsMissingOrWrong() {
        assertThat(objections("GET", ACCOUNT, 200, success("null"))).isNotEmpty();
        assertThat(objections("GET", ACCOUNT, 200, success(RESULT.replace("1000", "\"1000\""))))
                .isNotEmpty();
        assertThat(objections("GET", ACCOUNT, 200, success(RESULT.replace("Z\"", "+00:00\""))))
                .isNotEmpty();
        assertThat(objections("GET", ACCOUNT, 404, NOT_FOUND.replace("7003", "7777"))).isNotEmpty();
        assertThat(objections("GET", ACCOUNT, 200, "{")).isNotEmpty();
    }

    @Test
    void failsAnotherStatusMediaTypeOrPath() {
        assertThat(objections("GET", ACCOUNT, 201, success(RESULT))).isNotEmpty();
        assertThat(objections("GET", ACCOUNT, 409, NOT_FOUND)).isNotEmpty();
        assertThat(objections("GET", "/nowhere", 200, success(RESULT))).isNotEmpty();
        assertThat(objections("PATCH", ACCOUNT, 200, success(RESULT))).isNotEmpty();
        headers.put("content-type", "text/html");
        assertThat(objections("GET", ACCOUNT, 200, success(RESULT))).isNotEmpty();
    }

    @Test
    void failsAHeaderThatIsMissingWrongOrNotDescribed() {
        headers.put("x-request-id", "7");
        assertThat(objections("GET", ACCOUNT, 200, success(RESULT))).isNotEmpty();
        headers.remove("x-request-id");
        assertThat(objections("GET", ACCOUNT, 200, success(RESULT))).isNotEmpty();
        headers.put("x-request-id", ID);
        headers.put("x-powered-by", "steam");
        assertThat(objections("GET", ACCOUNT, 200, success(RESULT))).isNotEmpty();
    }

    @Test
    void wantsToBeToldWhenToTryAgain() {
        String throttled = NOT_FOUND.replace("7003", "971");
        assertThat(objections("GET", ACCOUNT, 429, throttled)).isNotEmpty();
        headers.put("retry-after", "soon");
        assertThat(objections("GET", ACCOUNT, 429, throttled)).isNotEmpty();
        headers.put("retry-after", "60");
        assertThat(objections("GET", ACCOUNT, 429, throttled)).isEmpty();
        assertThat(objections("GET", "/client/v4/nowhere", 429, throttled)).isEmpty();
    }

    private List<String> objections(String method, String target, int status, String body) {
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return check.objections(
                new Answer(method, target, status, HttpHeaders.of(all, (a, b) -> true), body));
    }

    private static String success(String result) {
        return "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":" + result + "}";
    }
}
