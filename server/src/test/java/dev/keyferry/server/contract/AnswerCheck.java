package dev.keyferry.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.contract.ApiContract.Located;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Holds answers against the API's description: status, headers, media type, body. Thread-safe. */
public final class AnswerCheck {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** Those of HTTP itself and of browsers' safety, which every answer may have. */
    private static final Set<String> UNDESCRIBED_HEADERS =
            Set.of(
                    "connection",
                    "content-length",
                    "content-security-policy",
                    "content-type",
                    "date",
                    "referrer-policy",
                    "transfer-encoding",
                    "x-content-type-options",
                    "x-frame-options");

    /** What no operation describes for itself, because HTTP may refuse any request so. */
    private static final Set<Integer> OF_HTTP = Set.of(405, 408, 413, 414, 417, 431, 500, 501, 505);

    private static final String REFUSED = "/components/responses/Refused";

    private static final AnswerCheck SERVED = new AnswerCheck(ApiContract.served());

    private final ApiContract contract;
    private final DescribedRoutes routes;

    AnswerCheck(ApiContract contract) {
        this.contract = contract;
        this.routes = new DescribedRoutes(contract);
    }

    /** Fails unless the served description has this answer to its request. */
    public static void assertDescribed(HttpResponse<String> response) {
        assertDescribed(answer(response));
    }

    /** The name of the call of the served description that was answered; empty if it is none. */
    public static Optional<String> operation(HttpResponse<String> response) {
        return SERVED.routes.of(answer(response)).map(DescribedRoutes.Route::id);
    }

    private static Answer answer(HttpResponse<String> response) {
        URI uri = response.request().uri();
        String query = uri.getRawQuery();
        return new Answer(
                response.request().method(),
                uri.getRawPath() + (query == null ? "" : "?" + query),
                response.statusCode(),
                response.headers(),
                response.body());
    }

    /** Fails unless the served description has this answer. */
    public static void assertDescribed(Answer answer) {
        assertThat(SERVED.objections(answer))
                .as(
                        "openapi.json does not describe this answer to %s %s: %d %s",
                        answer.method(), answer.path(), answer.status(), shown(answer))
                .isEmpty();
    }

    /** What a success shows may be a key, which no output of a test has. */
    private static String shown(Answer answer) {
        return answer.status() < 400 ? "" : answer.body();
    }

    /** What the description has against an answer; empty if nothing. */
    List<String> objections(Answer answer) {
        Located response = response(answer);
        if (!response.isThere()) {
            return List.of("this status is not described");
        }
        List<String> objections = new ArrayList<>(headers(answer, response.child("headers")));
        if (!answer.method().equals("HEAD")) {
            objections.addAll(body(answer, response.child("content")));
        }
        return objections;
    }

    private Located response(Answer answer) {
        String status = Integer.toString(answer.status());
        return routes.of(answer)
                .map(route -> {
                    Located all = route.operation().child("responses");
                    boolean isOfHttp = OF_HTTP.contains(answer.status()) && !all.node().has(status);
                    return contract.resolved(all.child(isOfHttp ? "default" : status));
                })
                .orElseGet(() -> refusal(status));
    }

    /** How any call is refused with this status; a request that leads nowhere is refused so. */
    private Located refusal(String status) {
        return routes.all().stream()
                .map(route -> route.operation().child("responses").child(status))
                .filter(response -> response.node().has("$ref"))
                .findFirst()
                .filter(response -> !status.equals("404"))
                .map(contract::resolved)
                .orElseGet(() -> contract.at(status.startsWith("2") ? "/none" : REFUSED));
    }

    private List<String> headers(Answer answer, Located described) {
        List<String> objections = new ArrayList<>();
        for (String name : described.node().propertyNames()) {
            Located header = contract.resolved(described.child(name));
            List<String> values = answer.headers().allValues(name);
            if (values.isEmpty() && header.node().path("required").asBoolean(false)) {
                objections.add("the header " + name + " is missing");
            }
            for (String value : values) {
                Located schema = header.child("schema");
                contract.objections(schema.pointer(), typed(schema.node(), value))
                        .forEach(o -> objections.add("the header " + name + ": " + o));
            }
        }
        answer.headers().map().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !described.node().has(name))
                .filter(name -> !UNDESCRIBED_HEADERS.contains(name))
                .forEach(name -> objections.add("the header " + name + " is not described"));
        return objections;
    }

    private List<String> body(Answer answer, Located content) {
        String type = answer.headers().firstValue("content-type").orElse("").split(";", 2)[0];
        Located schema = content.child(type).child("schema");
        if (!schema.isThere()) {
            return List.of("the media type " + type + " is not described");
        }
        if (!type.equals("application/json")) {
            return contract.objections(
                    schema.pointer(), JsonNodeFactory.instance.stringNode(answer.body()));
        }
        try {
            return contract.objections(schema.pointer(), JSON.readTree(answer.body()));
        } catch (JacksonException e) {
            return List.of("the body is not one JSON text");
        }
    }

    private static JsonNode typed(JsonNode schema, String value) {
        if (schema.path("type").asString("").equals("integer") && value.matches("[0-9]{1,18}")) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(value));
        }
        return JsonNodeFactory.instance.stringNode(value);
    }
}
