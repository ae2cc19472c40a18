package dev.keyferry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void findsHexadecimalAndUtf16() throws IOException {
        String hex = HexFormat.of().formatHex(bytes(KEY));
        Files.writeString(directory.resolve("lower"), "x" + hex);
        Files.writeString(directory.resolve("upper"), hex.toUpperCase(Locale.ROOT));
        Files.write(directory.resolve("wide"), ("x" + KEY).getBytes(StandardCharsets.UTF_16LE));
        assertThat(search.findBelow(directory)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void findsBase64OfEveryAlignment(int before) throws IOException {
        byte[] text = bytes("-".repeat(before) + KEY + "--");
        Files.write(directory.resolve("basic"), Base64.getEncoder().encode(text));
        Files.write(directory.resolve("url"), Base64.getUrlEncoder().encode(text));
        assertThat(search.findBelow(directory)).hasSize(2);
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
