package dev.keyferry.gateway.witness;

import static dev.keyferry.gateway.parts.MemoryAudit.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.feed.witness.AuditKey;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.HeadQuestion.Doubt;
import dev.keyferry.feed.witness.SignedHead;
import dev.keyferry.gateway.parts.MemoryAudit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
    @TempDir private Path directory;
    private final MemoryAudit audit = new MemoryAudit();
    private Witness witness;

    @BeforeEach
    void start() {
        restart();
    }

    @Test
    void remembersTheNewestHeadThroughARestart() {
        assertThat(witness.question().remembered()).isEmpty();
        audit.append(3, 1);
        assertThat(hear()).isEqualTo(Doubt.NONE);
        audit.append(4, 1);
        assertThat(hear()).isEqualTo(Doubt.NONE);
        restart();
        assertThat(remembered()).isEqualTo(7);
        assertThat(hear()).isEqualTo(Doubt.NONE);
    }

    @Test
    void noticesAnEndThatWasCutOffAndRemembersOn() {
        audit.append(7, 1);
        hear();
        audit.cut(5);
        assertThat(hear()).isEqualTo(Doubt.RECORD_GONE);
        assertThat(remembered()).isEqualTo(7);
        restart();
        assertThat(hear()).isEqualTo(Doubt.RECORD_GONE);
    }

    // It is not enough to compare numbers: the next commits of the server would hide what was cut.
    @Test
    void noticesThatAnEndWasCutOffAlsoOnceOthersStandInItsPlace() {
        audit.append(7, 1);
        hear();
        audit.cut(5).append(2, 2);
        assertThat(hear()).isEqualTo(Doubt.OTHER_RECORD);
        audit.append(5, 2);
        assertThat(hear()).isEqualTo(Doubt.OTHER_RECORD);
        assertThat(remembered()).isEqualTo(7);
        audit.cut(5).append(9, 1);
        assertThat(hear()).isEqualTo(Doubt.NONE);
        assertThat(remembered()).isEqualTo(14);
    }

    @Test
    void believesTheFirstKeyAndNoOther() {
        audit.append(3, 1);
        hear();
        audit.use(AuditKey.generate());
        audit.append(1, 1);
        assertThat(hear()).isEqualTo(Doubt.OTHER_KEY);
        assertThat(remembered()).isEqualTo(3);
    }

    @Test
    void takesNothingThatIsNotSigned() {
        audit.append(3, 1);
        hear();
        audit.append(1, 1);
        HeadAnswer answer = audit.head(witness.question());
        SignedHead forged =
                new SignedHead(
                        answer.newest().head(),
                        answer.newest().key(),
                        Bytes.copyOf(new byte[SignedHead.SIGNATURE_BYTES]));
        witness.hear(new HeadAnswer(forged, answer.kept()), EPOCH);
        assertThat(witness.doubt()).isEqualTo(Doubt.NOT_SIGNED);
        assertThat(remembered()).isEqualTo(3);
    }

    @Test
    void followsAnotherEpochWithTheFeedAndNotBefore() {
        audit.append(7, 1);
        hear();
        Epoch next = new Epoch("f".repeat(Epoch.DIGITS));
        audit.cut(4).append(1, 2).begin(next);
        assertThat(hear()).isEqualTo(Doubt.NONE);
        assertThat(remembered()).isEqualTo(7);
        witness.hear(audit.head(witness.question()), next);
        assertThat(remembered()).isEqualTo(5);
        assertThat(witness.doubt()).isEqualTo(Doubt.NONE);
    }

    @Test
    void remembersNoBeginningAndNoBrokenFile() throws Exception {
        assertThat(hear()).isEqualTo(Doubt.NONE);
        assertThat(witness.question().remembered()).isEmpty();
        audit.append(2, 1);
        hear();
        byte[] kept = Files.readAllBytes(file());
        kept[20] ^= 1;
        Files.write(file(), kept);
        restart();
        assertThat(witness.question().remembered()).isEmpty();
    }

    private Doubt hear() {
        Doubt before = witness.doubt();
        boolean isChanged = witness.hear(audit.head(witness.question()), EPOCH);
        assertThat(isChanged).isEqualTo(before != witness.doubt());
        assertThat(witness.question().doubt()).isEqualTo(witness.doubt());
        return witness.doubt();
    }

    private long remembered() {
        return witness.question().remembered().map(AuditHead::seq).orElseThrow();
    }

    private void restart() {
        witness = Witness.of(file());
    }

    private Path file() {
        return directory.resolve("audit-head");
    }
}
