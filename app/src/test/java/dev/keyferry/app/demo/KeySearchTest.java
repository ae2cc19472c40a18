package dev.keyferry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySearchTest {
    private static final String KEY = "k7Qx>?~ZpB2mW9dL4vNc8RtY1sHf6uJe";

    @TempDir private Path directory;
    private final KeySearch search =
            new KeySearch(List.of("another".getBytes(StandardCharsets.US_ASCII), bytes(KEY)));

    @BeforeEach
    void putAnotherFileBeside() throws IOException {
        Files.writeString(directory.resolve("harmless"), "nothing");
    }

    @Test
    void findsAPlainKeyAnywhereBelow() throws IOException {
        Path file = Files.createDirectories(directory.resolve("a/b")).resolve("c");
        Files.write(file, bytes("before" + KEY + "after"));
        assertThat(search.findBelow(directory)).containsExactly(file);
    }

    @Test
    void findsAKeyInAnotherForm() throws IOException {
        Path file = directory.resolve("hex");
        Files.writeString(file, HexFormat.of().formatHex(bytes(KEY)));
        assertThat(search.findBelow(directory)).containsExactly(file);
    }

    @Test
    void findsNothingInOtherText() throws IOException {
        Files.writeString(directory.resolve("part"), KEY.substring(1));
        Files.writeString(directory.resolve("empty"), "");
        assertThat(search.findBelow(directory)).isEmpty();
    }

    @Test
    void doesNotTakeAnEmptyDirectoryForAnAnswer() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThatThrownBy(() -> search.findBelow(empty)).isInstanceOf(StepFailed.class);
    }

    @Test
    void doesNotTakeAFileForSearchedThatIsTooLarge() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("large").toFile(), "rw")) {
            file.setLength(KeySearch.MAX_FILE_BYTES + 1);
        }
        assertThatThrownBy(() -> search.findBelow(directory)).hasMessageContaining("too large");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
