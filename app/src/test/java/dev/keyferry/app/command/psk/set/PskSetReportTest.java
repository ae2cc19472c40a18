package dev.keyferry.app.command.psk.set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.command.psk.set.journal.CallOutcome;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Applied;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Note;
import dev.keyferry.server.keyfile.RefusedLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class PskSetReportTest {
    private static final Note SILENT =
            new Note(
                    19201, "gateway gw-2 silent since 09:14:03Z: it may still accept version 6", 0);

    private final List<Applied> applied = new ArrayList<>();
    private final List<RefusedLine> refused = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    @Test
    void saysInThreeLinesWhatBecameOfTheKeys() {
        add(496, "loaded");
        add(2, "partial");
        refused.add(new RefusedLine(499, 500, "a", "key-too-short: short"));
        notes.add(SILENT);
        PskSetReport report = report(Optional.of(Path.of("keys.refused.csv")));
        assertThat(out(report))
                .isEqualTo(
                        """
                        stored 498   loaded 496   partial 2   refused 1 -> keys.refused.csv
                        partial: t497, t498   gateway gw-2 silent since 09:14:03Z: it may still accept version 6
                        next: keyferry psk status --state partial --account acme
                        """);
        assertThat(report.shortfall().map(Failure::code)).contains(ExitCode.REFUSED);
    }

    @Test
    void leavesOutWhatIsNoughtAndSaysEachThingOfAGatewayOnce() {
        add(12, "partial");
        add(1, "unserved");
        notes.add(SILENT);
        PskSetReport report = report(Optional.empty());
        report.outcome().add(new CallOutcome(List.of(), List.of(), List.of(SILENT)));
        assertThat(out(report))
                .isEqualTo(
                        """
                        stored 13   partial 12   unserved 1
                        partial: t1, t2, t3, t4, t5, t6, t7, t8, t9, t10 and 2 more
                        unserved: t13
                          gateway gw-2 silent since 09:14:03Z: it may still accept version 6
                        next: keyferry psk status --state partial --account acme
                        """);
        assertThat(report.shortfall().map(Failure::code)).contains(ExitCode.NOT_LOADED_EVERYWHERE);
    }

    @Test
    void hasNothingToAddWhereAllIsLoaded() {
        add(3, "loaded");
        PskSetReport report = report(Optional.empty());
        assertThat(out(report)).isEqualTo("stored 3   loaded 3\n");
        assertThat(report.shortfall()).isEmpty();
    }

    @Test
    void keysThatWereMadeAreCountedBehindTheirFiles() {
        add(1, "loaded");
        add(1, "partial");
        SequencedMap<String, String> files = new LinkedHashMap<>();
        files.put("t1", "handover/t1.txt");
        files.put("t2", "handover/t2.txt");
        PskSetReport report = report(Optional.empty());
        assertThat(
                        out(
                                report,
                                Told.generated(Path.of("handover/keys.csv"), "acme", files)
                                        .lead(2, 2)))
                .startsWith(
                        "wrote handover/t1.txt (0600) ... 2 files, then set 2 in 2 calls: loaded 1"
                                + "   partial 1\n");
    }

    @Test
    void countsOfSeveralCallsAreAddedUp() {
        add(3, "stored");
        notes.add(new Note(19205, "no gateway serves the addresses of 200 tunnels yet", 0));
        PskSetReport report = report(Optional.empty());
        report.outcome()
                .add(
                        new CallOutcome(
                                List.of(),
                                List.of(),
                                List.of(
                                        new Note(
                                                19205,
                                                "no gateway serves the addresses of 57 tunnels yet",
                                                0))));
        assertThat(out(report)).contains("no gateway serves the addresses of 257 tunnels yet\n");
    }

    @Test
    void whatIsSaidOfManyKeysIsOneNoteWithTheirLines() {
        add(1, "loaded");
        for (int line = 13; line >= 2; line--) {
            notes.add(new Note(19106, "some routers refuse the key: AWS", line));
        }
        notes.add(new Note(19106, "some routers refuse the key: AWS; Oracle", 20));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        report(Optional.empty()).print(nowhere, new PrintStream(err, true, UTF_8), "");
        assertThat(err.toString(UTF_8))
                .isEqualTo(
                        """
                        note: 12 keys: some routers refuse the key: AWS (code 19106): lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more
                        note: line 20: some routers refuse the key: AWS; Oracle (code 19106)
                        """);
    }

    private void add(int keys, String state) {
        for (int i = 0; i < keys; i++) {
            int entry = applied.size() + 1;
            Optional<KeyState> key = Optional.of(new KeyState(7, state));
            applied.add(new Applied(entry, "t" + entry, "id" + entry, key, "{}"));
        }
    }

    private PskSetReport report(Optional<Path> file) {
        SetOutcome outcome = new SetOutcome(List.of());
        outcome.add(new CallOutcome(applied, refused, notes));
        return new PskSetReport(outcome, file, " --account acme");
    }

    private static String out(PskSetReport report) {
        return out(report, "");
    }

    private static String out(PskSetReport report, String lead) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        report.print(new PrintStream(out, true, UTF_8), nowhere, lead);
        return out.toString(UTF_8);
    }
}
