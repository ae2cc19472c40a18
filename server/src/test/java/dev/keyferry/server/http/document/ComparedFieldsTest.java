package dev.keyferry.server.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** That {@code docs/api.md} compares all that is described with the public contract. */
class ComparedFieldsTest {
    private static final Path PAGE = Path.of("..", "docs", "api.md");
    private static final String HEADING = "\n## Compared with the public contract\n";
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\|(?:.*\\|)? ([^|]+) \\|$");
    private static final ApiDocument DOCUMENT = ApiDocument.read();

    @Test
    void comparesEveryOperationAndNoOther() {
        assertThat(rows("### Operations"))
                .containsExactlyInAnyOrderElementsOf(
                        DOCUMENT.operations().stream().map(ApiDocument.Operation::id).toList());
        String section = section("### Operations");
        JsonNode paths = DOCUMENT.root().path("paths");
        paths.forEachEntry((path, item) ->
                item.forEachEntry((method, operation) -> {
                    if (operation.has("operationId")) {
                        assertThat(section)
                                .contains(
                                        "| `%s` | `%s %s` |"
                                                .formatted(
                                                        operation.path("operationId").asString(),
                                                        method.toUpperCase(Locale.ROOT),
                                                        path));
                    }
                }));
    }

    @Test
    void comparesEveryParameterAndHeaderAndNoOther() {
        assertThat(rows("### Parameters"))
                .containsExactlyInAnyOrderElementsOf(
                        DOCUMENT.components("parameters")
                                .valueStream()
                                .map(p -> p.path("name").asString())
                                .distinct()
                                .toList());
        TreeSet<String> headers = new TreeSet<>();
        DOCUMENT.components("responses")
                .forEach(answer -> headers.addAll(answer.path("headers").propertyNames()));
        assertThat(rows("### Headers of answers")).containsExactlyInAnyOrderElementsOf(headers);
    }

    @Test
    void comparesEveryFieldAndNoOther() {
        JsonNode schemas = DOCUMENT.components("schemas");
        List<String> described =
                schemas.propertyNames().stream()
                        .flatMap(name ->
                                Fields.of(schemas.path(name)).stream()
                                        .map(field -> name + "." + field.path()))
                        .toList();
        assertThat(
                        Stream.of(
                                        "tunnels",
                                        "keys",
                                        "accounts",
                                        "tokens",
                                        "edges and gateways",
                                        "the audit",
                                        "every answer")
                                .flatMap(what -> rows("### Fields of " + what).stream()))
                .containsExactlyInAnyOrderElementsOf(described);
    }

    private static List<String> rows(String heading) {
        return ROW.matcher(section(heading))
                .results()
                .peek(ComparedFieldsTest::assertVerdict)
                .map((MatchResult row) -> row.group(1))
                .toList();
    }

    private static void assertVerdict(MatchResult row) {
        assertThat(row.group(2)).as(row.group(1)).matches("same as public|ours|differs: .{5,}");
    }

    private static String section(String heading) {
        try {
            String page = Files.readString(PAGE);
            int start = page.indexOf("\n" + heading + "\n", page.indexOf(HEADING));
            assertThat(start).as(heading).isPositive();
            int end = page.indexOf("\n##", start + heading.length());
            return page.substring(start, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
