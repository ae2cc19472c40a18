package dev.keyferry.server.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.witness.HeadQuestion.Doubt;
import dev.keyferry.server.domain.audit.AuditItem.Kind;
import dev.keyferry.server.domain.audit.AuditItem.Subject;
import dev.keyferry.server.usecase.port.Change.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** That the documents name every action, every item and every doubt of the audit, and no other. */
class AuditDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "audit.md");
    private static final Path ERRORS = Path.of("..", "docs", "errors.md");
    private static final Pattern KIND = Pattern.compile("(?m)^\\| ([0-9]+) \\| `([a-z_]+)` \\|");
    private static final Pattern DOUBT = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
    private static final ApiDocument DOCUMENT = ApiDocument.read();

    @Test
    void describesEveryActionThatLeavesARecord() {
        assertThat(texts(schema("AuditAction").path("enum")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Action.values())
                                .filter(action -> action != Action.KEEP_EVIDENCE)
                                .map(AuditDocumentTest::token)
                                .toList());
    }

    @Test
    void describesEveryKindOfItemAndItsCode() throws IOException {
        JsonNode item = schema("AuditItem").path("properties");
        assertThat(texts(item.path("did").path("enum")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Kind.values()).map(AuditDocumentTest::token).toList());
        assertThat(texts(item.path("type").path("enum"))).hasSameSizeAs(Subject.values());
        assertThat(
                        KIND.matcher(Files.readString(PAGE))
                                .results()
                                .map(row -> row.group(1) + " " + row.group(2)))
                .containsExactlyElementsOf(
                        Arrays.stream(Kind.values())
                                .map(kind -> kind.code() + " " + token(kind))
                                .toList());
    }

    @Test
    void describesEveryDoubt() throws IOException {
        List<String> doubts = Arrays.stream(Doubt.values()).map(Doubt::token).toList();
        JsonNode audit = schema("Gateway").path("properties").path("audit").path("properties");
        assertThat(texts(audit.path("doubt").path("enum"))).containsExactlyElementsOf(doubts);
        String page = Files.readString(ERRORS);
        int start = page.indexOf("## Doubts of the audit");
        String section = page.substring(start, page.indexOf("\n## ", start + 1));
        assertThat(DOUBT.matcher(section).results().map(row -> row.group(1)))
                .containsExactlyElementsOf(doubts);
    }

    private static JsonNode schema(String name) {
        return DOCUMENT.components("schemas").path(name);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static String token(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
