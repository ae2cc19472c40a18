package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongUsageTest {
    private static final String KEY = "markerkey";

    @ParameterizedTest
    @CsvSource({
        "tunnel list --acount acme,`keyferry tunnel list` has no option `--acount`,--account",
        "psk status --jsn=markerkey,`keyferry psk status` has no option `--jsn`,--json",
        "tunel list,`keyferry` has no command `tunel`,tunnel",
        "gateway lst,`keyferry gateway` has no command `lst`,list"
    })
    void namesWhatIsMistypedAndWhatIsMeant(String line, String error, String meant) {
        Invocation wrong = run(line);
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .startsWith("error: " + error + "\nhint: did you mean `" + meant + "`? ")
                .doesNotContain(KEY);
    }

    @Test
    void saysErrorOnce() {
        assertThat(run("psk reauth").err()).startsWith("error: Missing").doesNotContain("Error:");
    }

    @Test
    void suggestsNothingWhereNothingIsClose() {
        assertThat(run("tunnel list --nonsense").err())
                .contains("has no option `--nonsense`\nhint: see `keyferry tunnel list --help`");
        assertThat(run("frobnicate").err())
                .contains("has no command `frobnicate`\nhint: see `keyferry --help`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tunnel show a markerkey",
                "psk status --psk markerkey",
                "psk status --psk=markerkey",
                "psk status -pmarkerkey",
                "tunnel list markerkey",
                "psk markerkey-7Qw",
                "markerkey-markerkey-markerkey",
                "tunnel list --markerkey7",
                "tunnel list --markerkey/x=1"
            })
    void neverRepeatsAnotherArgument(String line) {
        Invocation wrong = run(line);
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("error: ").contains("hint: ").doesNotContain(KEY);
    }

    private static Invocation run(String line) {
        return Invocation.of(Map.of(), "", line.split(" "));
    }
}
