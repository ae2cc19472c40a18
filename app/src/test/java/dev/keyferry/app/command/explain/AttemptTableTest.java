package dev.keyferry.app.command.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.api.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AttemptTableTest {
    private static final String LAST = "2026-11-23T10:04:00.000000Z";

    @Test
    void showsTheVersionAndMarksWhatFailedBeforeTheKeyWasProven() {
        assertThat(text("2026-11-23T10:05:00.000000Z"))
                .contains("VERSION")
                .containsPattern("gw-1 +t1 +7 +branch")
                .contains("healed since: a wrong key");
        assertThat(text("2026-11-23T10:03:00.000000Z"))
                .contains("a wrong key")
                .doesNotContain("healed");
    }

    private static String text(String proven) {
        Evidence evidence = new Evidence(json("{'gw-2':{'proven':{'at':'" + proven + "'}}}"));
        JsonNode attempt =
                json(
                        "{'gateway':'gw-1','tunnel':'t1','version':7,'rejected':{'last':'"
                                + LAST
                                + "','identity':{'text':'branch'},'meaning':'a wrong key'}}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new AttemptTable(
                        List.of(attempt),
                        id -> id.equals("t1") ? Optional.of(evidence) : Optional.empty())
                .table()
                .print(new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8);
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }
}
