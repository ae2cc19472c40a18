package dev.keyferry.server.keyfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.server.keyfile.KeyFile.EqualNeighbours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad lines are refused one by one, and the others go on. */
class RefusedLinesTest {
    private static final String HEADER = "tunnel,psk\n";

    @Test
    void countsFieldsLineByLineAndNamesNoneOfThem() {
        assertThat(refused(HEADER + "a,key1\nmarker-key\n\"b\nc\",key2,key3\nd,key4\n"))
                .isEqualTo("3 wrong-fields, 4 wrong-fields");
        assertThat(parse(HEADER + "marker-key\na,b,marker-key\n").toString())
                .doesNotContain("marker");
    }

    @Test
    void refusesAnEntryOfJsonThatIsNotTwoTexts() {
        assertThat(
                        refused(
                                """
                                [{"tunnel":"a","psk":"key1"},
                                 {"tunnel":"b","psk":7},
                                 {"tunnel":"c","psk":"key3","secret":"marker"},
                                 {"tunnel":"d","id":"d","psk":"key4"},
                                 {"tunnel":"e"}, "marker", ["marker"], {},
                                 {"tunnel":"f","psk":"key5"}]
                                """))
                .isEqualTo(
                        "2 wrong-fields, 3 wrong-fields, 4 wrong-fields, 5 wrong-fields,"
                                + " 5 wrong-fields, 5 wrong-fields, 5 wrong-fields");
    }

    @Test
    void blanksAroundATunnelsNameAreNobodysAndThoseOfAKeyAreKept() {
        KeyFileContent read = parse(HEADER + "a , key1 \n\tb,key2\n,key3\n  ,key4\n");
        assertThat(read.keys()).extracting(KeyLine::tunnel).containsExactly("a", "b");
        assertThat(read.keys().getFirst().reveal()).isEqualTo(" key1 ");
        assertThat(refused(HEADER + "a,key1\na ,key2\n  ,key3\n"))
                .isEqualTo("2 tunnel-twice, 3 tunnel-twice, 4 empty-tunnel");
    }

    @Test
    void refusesEmptyFields() {
        assertThat(refused(HEADER + ",key1\na,\nb,key2\n"))
                .isEqualTo("2 empty-tunnel, 3 empty-key");
    }

    @Test
    void refusesEachLineOfATunnelThatIsNamedTwice() {
        assertThat(refused(HEADER + "a,key1\nb,key2\na,key3\na,key4\n"))
                .isEqualTo("2 tunnel-twice, 4 tunnel-twice, 5 tunnel-twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2E+19",
                "1,23457E+31",
                "9E-05",
                "-4.E+7",
                "1.23456789012345E+108",
                "1234567890123450",
                "12345678901234500000"
            })
    void recognisesNumbersOfSpreadsheets(String key) {
        assertThat(refused(HEADER + "a,\"" + key + "\"\n")).isEqualTo("2 spreadsheet-number");
        assertThat(refused(HEADER + "\"" + key + "\",key\n")).isEqualTo("2 spreadsheet-number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#", "########", "#NAME?", "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "Err:502"})
    void recognisesErrorsOfSpreadsheets(String key) {
        assertThat(refused(HEADER + "a," + key + "\n")).isEqualTo("2 spreadsheet-error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678e1234567",
                "123456789012345",
                "1234567890123456",
                "12345678901234560",
                "0123456789012340",
                "00e00",
                "12.5E+19",
                "#NAME",
                "#secret#",
                "1.2E+19x",
                "=1+2"
            })
    void takesKeysThatOnlyLookSo(String key) {
        assertThat(refused(HEADER + "a," + key + "\n")).isEmpty();
    }

    @Test
    void refusesBothOfTwoNeighboursWithOneKeyUnlessThatIsAccepted() {
        String slipped = HEADER + "a,key1\nb,key2\n\nc,key2\nd,key3\ne,key1\n";
        assertThat(refused(slipped)).isEqualTo("3 equal-neighbour, 5 equal-neighbour");
        assertThat(KeyFile.parse(slipped.getBytes(UTF_8), EqualNeighbours.ACCEPT).refused())
                .isEmpty();
    }

    @Test
    void namesNoTunnelThatMayBeAKey() {
        assertThat(parse(HEADER + "\"marker key, with commas\",\n=marker(),\n").refused())
                .extracting(RefusedLine::tunnel)
                .containsExactly("", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA",
                "9f86d081884c7d659a2feaa0c55ad015",
                "9F86D081884C7D659A2FEAA0C55AD015",
                "3f2a9c1e-7b4d-4e0a-9c55-ad0159f86d08",
                "xK7-mQ2_vT9wRz4pLs8",
                "Xy7kQ2pL",
                "k3j9x2mq",
                "hunter2hunter2",
                "48151623421337",
                "qzxkvjwmtrpplsdgf"
            })
    void namesNoTunnelThatIsAsAKeyMayBe(String cell) {
        assertThat(named(cell)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "branch-7",
                "vienna",
                "Berlin01",
                "BerlinEast",
                "VPN-MUC-01",
                "FGT60F",
                "eu-west-1a.acme_2",
                "00012345",
                "2nd-floor",
                "branch-office-frankfurt-main-primary"
            })
    void namesTunnelsAsPeopleNameThem(String cell) {
        assertThat(named(cell)).isEqualTo(cell);
    }

    @Test
    void namesEachTunnelThatThereIs() {
        String id = "9f86d081884c7d659a2feaa0c55ad015";
        KeyLine line = new KeyLine(1, 2, id, "key1");

        assertThat(RefusedLine.of(line, "key-too-short: short").tunnel()).isEqualTo(id);
        assertThat(RefusedLine.of(line, "unknown-tunnel: none").tunnel()).isEmpty();
        assertThat(RefusedLine.of(line, "not-permitted: no").tunnel()).isEmpty();
    }

    @Test
    void refusesAFileWhoseColumnsAreSwapped() {
        String id = "9f86d081884c7d659a2feaa0c55ad015";
        Map<String, String> ids = Map.of("a", id, id, id);

        assertThatThrownBy(() -> SetPlan.of(parse(HEADER + "b,key1\nkey2,a\n"), ids))
                .isInstanceOf(KeyFileRefused.class)
                .hasMessageContaining("line 3")
                .hasMessageNotContaining("key2");
        assertThat(SetPlan.of(parse(HEADER + "a," + id + "\nb," + id + "1\nc,b\n"), ids).refused())
                .extracting(RefusedLine::line)
                .containsExactly(3, 4);
        assertThat(parse(HEADER + "b,key1\nkey2,a\n" + id + "," + id + "\n").names())
                .containsExactlyInAnyOrder("b", "key1", "key2", "a", id);
    }

    @Test
    void theDocumentListsEveryReasonAndNoOther() throws IOException {
        // Surefire runs in the module's directory.
        String document = Files.readString(Path.of("../docs/commands.md"));
        String section = document.substring(document.indexOf("### Lines that are refused"));
        assertThat(
                        Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
                                .matcher(section)
                                .results()
                                .map((MatchResult found) -> found.group(1)))
                .containsExactlyElementsOf(
                        Arrays.stream(LineReason.values()).map(LineReason::token).toList());
    }

    /** The tunnel as a line is told that has no key. */
    private static String named(String cell) {
        return parse(HEADER + cell + ",\n").refused().getFirst().tunnel();
    }

    /** Lines and tokens. */
    private static String refused(String text) {
        return parse(text).refused().stream()
                .map(line -> line.line() + " " + line.reason().split(":", 2)[0])
                .collect(joining(", "));
    }

    private static KeyFileContent parse(String text) {
        return KeyFile.parse(text.getBytes(UTF_8), EqualNeighbours.REFUSE);
    }
}
