package dev.keyferry.app.adopt.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9-]+)` \\|", Pattern.MULTILINE);

    @Test
    void theDocumentListsEveryProblemAndNoOther() throws IOException {
        // Surefire runs in the module's directory.
        List<String> documented =
                ROW.matcher(Files.readString(Path.of("../docs/adopt.md")))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList();
        assertThat(documented)
                .containsExactlyElementsOf(
                        Arrays.stream(Problem.values()).map(Problem::token).toList());
    }

    @Test
    void oneIsSaidOtherwiseThanSeveral() {
        assertThat(Problem.SHARED_OWNER.counted(1)).isEqualTo("1 shares an owner");
        assertThat(Problem.SHARED_OWNER.counted(9)).isEqualTo("9 share an owner");
        assertThat(Problem.IKE_V1.counted(2)).isEqualTo("2 IKEv1");
    }
}
