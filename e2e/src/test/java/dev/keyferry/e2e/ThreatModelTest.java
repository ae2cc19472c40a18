package dev.keyferry.e2e;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every promise of the threat model names tests, and every test that it names is there. */
class ThreatModelTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+Test)`");
    private static final String TEST_SOURCE = "Test.java";

    @Test
    void everyTestThatItNamesIsThere() throws IOException {
        Set<String> named =
                TEST.matcher(Files.readString(ROOT.resolve("docs/threat-model.md")))
                        .results()
                        .map(name -> name.group(1))
                        .collect(toSet());
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(tests()).containsAll(named);
    }

    @Test
    void everyRowEndsWithATest() throws IOException {
        List<String> rows =
                Files.readAllLines(ROOT.resolve("docs/threat-model.md")).stream()
                        .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                        .filter(line -> !line.endsWith("| test |"))
                        .toList();
        assertThat(rows)
                .hasSizeGreaterThan(15)
                .allSatisfy(row -> {
                    String last = row.substring(row.lastIndexOf('|', row.length() - 2));
                    assertThat(TEST.matcher(last).results().map(MatchResult::group)).isNotEmpty();
                });
    }

    private static Set<String> tests() throws IOException {
        Set<String> names = new HashSet<>();
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        String name = directory.getFileName().toString();
                        return name.equals("target") || name.equals(".git")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        String name = file.getFileName().toString();
                        if (name.endsWith(TEST_SOURCE)) {
                            names.add(name.substring(0, name.length() - ".java".length()));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return names;
    }
}
