package dev.keyferry.app.command.psk.set.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Applied;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Note;
import dev.keyferry.app.command.psk.set.journal.FileJournal.Former;
import dev.keyferry.app.command.psk.set.journal.FileJournal.Target;
import dev.keyferry.server.keyfile.KeyLine;
import dev.keyferry.server.keyfile.RefusedLine;
import dev.keyferry.server.keyfile.SetPlan.Addressed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    private static final byte[] KEYS = "tunnel,psk\na,Marker-1\nb,Marker-2\n".getBytes(UTF_8);
    private static final Target TARGET = new Target("http://127.0.0.1:1/client/v4", "a".repeat(32));
    private static final Addressed FIRST = key(1, "a");
    private static final Addressed SECOND = key(2, "b");
    private static final CallOutcome OUTCOME =
            new CallOutcome(
                    List.of(
                            new Applied(
                                    1,
                                    "a",
                                    "0".repeat(32),
                                    Optional.of(new KeyState(7, "partial")),
                                    "{\"ipsec_id\":\"1\"}")),
                    List.of(new RefusedLine(2, 3, "b", "key-too-short: \"short\"")),
                    List.of(new Note(19101, "weak\nkey", 3)));

    @TempDir private Path directory;
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = directory.resolve("keys.csv");
    }

    @Test
    void givesTheNextRunWhatWasAnsweredAndWhatWasOnTheWay() {
        try (FileJournal journal = open()) {
            assertThat(journal.isBegun()).isFalse();
            journal.begin();
            journal.sending(List.of(FIRST, SECOND));
            journal.answered(OUTCOME);
            journal.sending(List.of(SECOND));
        }
        try (FileJournal next = open()) {
            assertThat(next.isBegun()).isTrue();
            assertThat(next.answered()).containsExactly(OUTCOME);
            assertThat(next.entries()).containsExactlyInAnyOrder(1, 2);
            assertThat(next.onTheWay()).isEqualTo(1);
            next.begin();
        }
        try (FileJournal third = open()) {
            assertThat(third.answered()).containsExactly(OUTCOME);
            assertThat(third.onTheWay()).isEqualTo(1);
        }
    }

    @Test
    void dropsALineThatWasBeingWrittenAndWritesOnBehindTheWholeOnes() throws IOException {
        try (FileJournal journal = open()) {
            journal.begin();
            journal.sending(List.of(FIRST));
        }
        Files.writeString(journal(), "{\"answered\":{\"app", StandardOpenOption.APPEND);
        try (FileJournal torn = open()) {
            assertThat(torn.answered()).isEmpty();
            assertThat(torn.onTheWay()).isEqualTo(1);
            torn.answered(OUTCOME);
        }
        try (FileJournal next = open()) {
            assertThat(next.answered()).containsExactly(OUTCOME);
            assertThat(next.onTheWay()).isZero();
        }
    }

    @Test
    void isForItsOwnerAloneAndHoldsNeitherKeysNorAPlainHash() throws Exception {
        try (FileJournal journal = open()) {
            journal.begin();
            journal.sending(List.of(FIRST, SECOND));
            journal.answered(OUTCOME);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal())))
                .isEqualTo("rw-------");
        String text = Files.readString(journal());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEYS);
        assertThat(text).doesNotContain("Marker", HexFormat.of().formatHex(hash));
        Files.delete(journal());
        try (FileJournal other = open()) {
            other.begin();
        }
        assertThat(firstLine()).as("another salt").isNotEqualTo(text.lines().findFirst().get());
    }

    @Test
    void refusesAnotherFileOrTargetUnlessTheFormerRunIsDropped() {
        try (FileJournal journal = open()) {
            journal.begin();
            journal.sending(List.of(FIRST, SECOND));
            journal.answered(OUTCOME);
        }
        byte[] changed = "tunnel,psk\na,Other-1\n".getBytes(UTF_8);
        assertThatThrownBy(() -> FileJournal.open(file, TARGET, changed, Former.COUNTS))
                .hasMessageContaining("changed since 1 keys were set from it, up to line 3");
        Target elsewhere = new Target(TARGET.server(), "b".repeat(32));
        assertThatThrownBy(() -> FileJournal.open(file, elsewhere, KEYS, Former.COUNTS))
                .hasMessageContaining(TARGET.account());
        try (FileJournal anew = FileJournal.open(file, elsewhere, changed, Former.IS_DROPPED)) {
            assertThat(anew.isBegun()).isFalse();
            assertThat(anew.answered()).isEmpty();
        }
        // Nobody agreed to begin anew, so the former run can still be gone on with.
        try (FileJournal former = open()) {
            assertThat(former.answered()).containsExactly(OUTCOME);
        }
        try (FileJournal anew = FileJournal.open(file, elsewhere, changed, Former.IS_DROPPED)) {
            anew.begin();
        }
        try (FileJournal begun = FileJournal.open(file, elsewhere, changed, Former.COUNTS)) {
            assertThat(begun.isBegun()).isTrue();
            assertThat(begun.answered()).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNoJournalAndWhatOthersCouldWrite() throws IOException {
        Files.writeString(journal(), "tunnel,psk\n");
        assertThatThrownBy(this::open).hasMessageContaining("is not your own alone");
        Files.setPosixFilePermissions(journal(), PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(this::open).hasMessageContaining("is not one of this command");
    }

    @Test
    void isHeldByOneRunAtATimeAndLeftBehindOnlyByOneThatBegan() {
        try (FileJournal journal = open()) {
            assertThatThrownBy(this::open).hasMessageContaining("another run");
            assertThat(journal.isBegun()).isFalse();
        }
        assertThat(journal()).doesNotExist();
        try (FileJournal journal = open()) {
            journal.begin();
        }
        assertThat(journal()).exists();
        try (FileJournal journal = open()) {
            journal.finish();
        }
        assertThat(journal()).doesNotExist();
    }

    private FileJournal open() {
        return FileJournal.open(file, TARGET, KEYS, Former.COUNTS);
    }

    private Path journal() {
        return directory.resolve("keys.csv.keyferry-journal");
    }

    private String firstLine() throws IOException {
        return Files.readAllLines(journal()).getFirst();
    }

    private static Addressed key(int entry, String tunnel) {
        return new Addressed(new KeyLine(entry, entry + 1, tunnel, "Marker-" + entry), tunnel);
    }
}
