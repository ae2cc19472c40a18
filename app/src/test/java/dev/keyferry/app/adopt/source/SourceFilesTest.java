package dev.keyferry.app.adopt.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFilesTest {
    @TempDir private Path directory;
    private Place place;

    @BeforeEach
    void fill() throws IOException {
        place = new Place(directory.resolve("first.conf"), 1);
        for (String name : new String[] {"a1.conf", "a2.conf", "b1.conf", ".c1.conf", "{d}.conf"}) {
            Files.writeString(directory.resolve(name), name);
        }
        Files.createDirectories(directory.resolve("a.d"));
        Files.createDirectories(directory.resolve("b.d"));
        Files.createDirectories(directory.resolve("dir.conf"));
        Files.writeString(directory.resolve("a.d/x.conf"), "x");
        Files.writeString(directory.resolve("b.d/x.conf"), "x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.conf|a1.conf a2.conf b1.conf {d}.conf",
                "a?.conf|a1.conf a2.conf",
                "[!a]1.conf|b1.conf",
                "./a1.conf|a1.conf",
                ".*.conf|.c1.conf",
                "{d}.c*|{d}.conf",
                "*.d/x.conf|a.d/x.conf b.d/x.conf",
                "b.d/../a1.conf|a1.conf",
                "gone*|"
            })
    void findsFilesByPatternsInTheirOrder(String pattern, String names) {
        assertThat(new SourceFiles().included(pattern, place, List.of()))
                .map(text -> directory.relativize(text.file()).toString())
                .containsExactlyElementsOf(
                        names == null ? List.of() : List.of(names.split(" ", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gr\u00fcn.conf", "gr\u00fc*.conf", "gr\u00fcn/*"})
    void namesAreUtf8(String pattern) throws IOException {
        Files.writeString(directory.resolve("gr\u00fcn.conf"), "g");
        Files.createDirectory(directory.resolve("gr\u00fcn"));
        Files.writeString(directory.resolve("gr\u00fcn/x"), "g");
        String bytes = new String(pattern.getBytes(UTF_8), ISO_8859_1);
        assertThat(new SourceFiles().included(bytes, place, List.of()))
                .extracting(SourceText::text)
                .containsExactly("g");
        assertThatThrownBy(() -> new SourceFiles().included(pattern, place, List.of()))
                .hasMessageContaining(
                        "first.conf:1: it includes files by a name that is not UTF-8");
    }

    @Test
    void refusesPatternsThatAreNoneAndFilesThatAreNotThere() {
        assertThatThrownBy(() -> new SourceFiles().included("[a", place, List.of()))
                .hasMessageContaining("first.conf:1: ");
        assertThatThrownBy(() -> new SourceFiles().included("gone.conf", place, List.of()))
                .hasMessageContaining("is not there");
        assertThatThrownBy(() -> new SourceFiles().read(directory)).hasMessageContaining("no file");
    }

    @Test
    void bytesAndFilesAndDepthHaveLimits() {
        Path file = directory.resolve("a1.conf");
        assertThat(new SourceFiles(7, 9).read(file).text()).hasSize(7);
        assertThatThrownBy(() -> new SourceFiles(6, 9).read(file))
                .hasMessageContaining("more than 6 bytes");
        assertThat(new SourceFiles(99, 2).included("a?.conf", place, List.of())).hasSize(2);
        assertThatThrownBy(() -> new SourceFiles(99, 1).included("a?.conf", place, List.of()))
                .hasMessageContaining("more than 1 files");
        List<Path> open = new ArrayList<>();
        for (int i = 0; i < SourceFiles.MAX_DEPTH - 1; i++) {
            open.add(directory.resolve("open" + i));
        }
        assertThat(new SourceFiles().included("a1.conf", place, open)).hasSize(1);
        open.add(directory.resolve("last"));
        assertThatThrownBy(() -> new SourceFiles().included("a1.conf", place, open))
                .hasMessageContaining("include each other");
    }

    @Test
    void refusesBinaryFiles() throws IOException {
        Path file = Files.write(directory.resolve("binary"), new byte[] {'a', 0, 'b'});
        assertThatThrownBy(() -> new SourceFiles().read(file)).hasMessageContaining("NUL");
    }
}
