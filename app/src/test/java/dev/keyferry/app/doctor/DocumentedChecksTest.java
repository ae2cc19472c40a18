package dev.keyferry.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentedChecksTest {
    @Test
    void theDocumentListsEveryCheckInTheOrderOfAReport() throws IOException {
        // Surefire runs in the module's directory.
        String document = Files.readString(Path.of("../docs/doctor.md"));
        assertThat(
                        Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
                                .matcher(document)
                                .results()
                                .map(row -> row.group(1)))
                .containsExactlyElementsOf(
                        Arrays.stream(Subject.values()).map(Subject::toString).toList());
    }
}
