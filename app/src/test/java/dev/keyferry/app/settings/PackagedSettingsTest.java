package dev.keyferry.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration files of the Debian package, held against the settings that there are. */
class PackagedSettingsTest {
    private static final Path SERVER = Path.of("..", "package", "etc", "keyferry.toml");
    private static final Path AGENT = Path.of("..", "package", "etc", "agent.toml");

    /** A setting that waits to be taken in, by taking away the first character of its line. */
    private static final Pattern OFFERED = Pattern.compile("^#([a-z.-]+) = (.*)$");

    @TempDir private Path directory;

    @Test
    void asShippedTheyLeaveEveryDefault() {
        assertThat(SettingsFile.read(SERVER)).isEqualTo(Settings.DEFAULT);
        assertThat(SettingsFile.readForAgent(AGENT)).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void theyOfferEverySettingInTheOrderOfTheDocumentAndNoOther() throws IOException {
        assertThat(offered(SERVER))
                .extracting(line -> line.group(1))
                .containsExactlyElementsOf(
                        Arrays.stream(Setting.values()).map(Setting::key).toList());
        assertThat(offered(AGENT))
                .extracting(line -> line.group(1))
                .containsExactlyElementsOf(
                        Arrays.stream(Setting.values())
                                .filter(Setting.OF_AGENT::contains)
                                .map(Setting::key)
                                .toList());
    }

    @Test
    void whatTheyOfferIsTheDefaultWhereThereIsOne() throws IOException {
        for (Path file : List.of(SERVER, AGENT)) {
            for (MatchResult line : offered(file)) {
                String byDefault = Setting.named(line.group(1)).orElseThrow().byDefault();
                if (!byDefault.equals("none")) {
                    assertThat(line.group(2)).as(line.group(1)).isEqualTo(byDefault);
                }
            }
        }
    }

    @Test
    void whatTheyOfferIsAcceptedWhenItIsTakenIn() throws IOException {
        assertThatCode(() -> SettingsFile.read(takenIn(SERVER))).doesNotThrowAnyException();
        assertThatCode(() -> SettingsFile.readForAgent(takenIn(AGENT))).doesNotThrowAnyException();
    }

    private Path takenIn(Path file) throws IOException {
        return Files.write(
                directory.resolve(file.getFileName()),
                Files.readAllLines(file).stream()
                        .map(line -> OFFERED.matcher(line).replaceFirst("$1 = $2"))
                        .toList());
    }

    private static List<MatchResult> offered(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(OFFERED::matcher)
                .filter(Matcher::find)
                .map(Matcher::toMatchResult)
                .toList();
    }
}
