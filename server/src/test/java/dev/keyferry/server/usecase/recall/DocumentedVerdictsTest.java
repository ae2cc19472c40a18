package dev.keyferry.server.usecase.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DocumentedVerdictsTest {
    @Test
    void theDocumentHasEveryVerdictAsItIsPrintedAndNoOther() throws IOException {
        // Surefire runs in the module's directory.
        String document = Files.readString(Path.of("../docs/recovery.md"));
        String section = document.substring(document.indexOf("## What the list says"));
        assertThat(section.lines().filter(line -> line.startsWith("| `")).limit(verdicts()))
                .containsExactlyElementsOf(
                        Arrays.stream(Verdict.values()).map(DocumentedVerdictsTest::row).toList());
        assertThat(section.lines().dropWhile(line -> !line.startsWith("| `")).skip(verdicts()))
                .first()
                .isEqualTo("");
    }

    private static int verdicts() {
        return Verdict.values().length;
    }

    private static String row(Verdict verdict) {
        return "| `"
                + verdict.token()
                + "` | "
                + (verdict.isAdopted() ? "yes" : "no")
                + " | "
                + verdict.meaning()
                + " | "
                + verdict.remedy()
                + " |";
    }
}
