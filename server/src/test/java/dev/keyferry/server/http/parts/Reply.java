package dev.keyferry.server.http.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.contract.Answer;
import dev.keyferry.server.contract.AnswerCheck;
import dev.keyferry.server.http.answer.ApiCode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer as a client got it. */
public record Reply(int status, HttpHeaders headers, String body) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** Takes an answer that the API's description has. */
    public static Reply of(HttpResponse<String> response) {
        AnswerCheck.assertDescribed(response);
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** Reads the first final answer of what came over a connection. */
    public static Reply parse(String text) {
        assertThat(text).startsWith("HTTP/1.1 ");
        int status = Integer.parseInt(text.substring(9, 12));
        int end = text.indexOf("\r\n\r\n");
        assertThat(end).as(text).isPositive();
        if (status == 100) {
            return parse(text.substring(end + 4));
        }
        Map<String, List<String>> headers =
                Arrays.stream(text.substring(0, end).split("\r\n"))
                        .skip(1)
                        .map(line -> line.split(": ?", 2))
                        .collect(
                                Collectors.groupingBy(
                                        part -> part[0],
                                        Collectors.mapping(part -> part[1], Collectors.toList())));
        return new Reply(status, HttpHeaders.of(headers, (a, b) -> true), text.substring(end + 4));
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    public JsonNode result() {
        return json().path("result");
    }

    public List<Integer> codes() {
        return json().path("errors").valueStream().map(e -> e.path("code").asInt()).toList();
    }

    public List<Integer> messageCodes() {
        return json().path("messages").valueStream().map(e -> e.path("code").asInt()).toList();
    }

    public String pointer() {
        return json().path("errors").path(0).path("source").path("pointer").asString("(none)");
    }

    public Reply assertSuccess() {
        assertThat(status).as(body).isEqualTo(200);
        assertEnvelope();
        assertThat(json().path("success").asBoolean()).isTrue();
        assertThat(json().path("errors")).isEmpty();
        return this;
    }

    /** A failure of one of these statuses, with documented codes and nothing of our insides. */
    public Reply assertFailure(int expectedStatus, Integer... expectedCodes) {
        assertDocumentedFailure();
        assertThat(status).as(body).isEqualTo(expectedStatus);
        assertThat(codes()).containsExactly(expectedCodes);
        return this;
    }

    public Reply assertDocumentedFailure() {
        assertThat(status).as(body).isBetween(400, 505);
        assertEnvelope();
        assertThat(json().path("success").asBoolean()).isFalse();
        assertThat(json().path("result").isNull()).isTrue();
        assertThat(codes())
                .isNotEmpty()
                .allMatch(code -> ApiCode.of(code).isPresent(), "is documented");
        assertThat(body).doesNotContainIgnoringCase("exception", "jetty", "javalin", "<html");
        return this;
    }

    /**
     * That {@code openapi.json} has this answer to such a request.
     *
     * @param target path and query as they were sent
     */
    public Reply assertDescribed(String method, String target) {
        AnswerCheck.assertDescribed(new Answer(method, target, status, headers, body));
        return this;
    }

    private void assertEnvelope() {
        assertThat(header("content-type")).isEqualTo("application/json");
        assertThat(header("cache-control")).isEqualTo("no-store");
        assertThat(header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(header("x-frame-options")).isEqualTo("DENY");
        assertThat(header("x-request-id")).matches("[0-9a-f]{32}");
        assertThat(header("server")).isEmpty();
        assertThat(json().propertyNames()).contains("success", "errors", "messages", "result");
    }
}
