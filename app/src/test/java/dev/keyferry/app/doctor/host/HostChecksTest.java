package dev.keyferry.app.doctor.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Findings;
import dev.keyferry.app.doctor.Level;
import dev.keyferry.app.doctor.Subject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is seen of this very host, and where the bounds lie. */
class HostChecksTest {
    @Test
    void everythingCanBeSeenOfARealHost() {
        for (List<Finding> seen :
                List.of(
                        new SwapCheck(HostFiles.REAL).look(),
                        new CoreDumpCheck(HostFiles.REAL).look(),
                        new StrongswanUnitCheck(HostFiles.REAL).look(),
                        new DiskCheck(Path.of("/tmp")).look())) {
            assertThat(seen).hasSize(1);
            assertThat(seen.getFirst().level()).isNotEqualTo(Level.FAIL);
        }
    }

    @Test
    void theClockIsJudgedByWhatTheKernelSaysAndNoAnswerIsNotTakenForGood() {
        Findings.assertOnly(clock("echo yes"), Level.OK, "is synchronised");
        Findings.assertOnly(clock("echo no"), Level.WARN, "not synchronised");
        Findings.assertOnly(clock("echo yes; exit 1"), Level.OK);
        Findings.assertOnly(clock("exit 1"), Level.WARN, "cannot be seen");
        Findings.assertOnly(
                new ClockCheck(List.of("/nowhere/timedatectl")).look(),
                Level.WARN,
                "cannot be seen");
    }

    @Test
    void aDiskIsJudgedByWhatIsFree() {
        DiskCheck disk = new DiskCheck(Path.of("/data"));
        assertThat(disk.finding(DiskCheck.LITTLE_MIB).level()).isEqualTo(Level.OK);
        assertThat(disk.finding(DiskCheck.LITTLE_MIB - 1).level()).isEqualTo(Level.WARN);
        assertThat(disk.finding(DiskCheck.TOO_LITTLE_MIB).level()).isEqualTo(Level.WARN);
        assertThat(disk.finding(DiskCheck.TOO_LITTLE_MIB - 1).level()).isEqualTo(Level.FAIL);
        Findings.assertOnly(new DiskCheck(Path.of("/nowhere")).look(), Level.FAIL, "/nowhere");
        assertThat(disk.finding(1).subject()).isEqualTo(Subject.DISK);
    }

    private static List<Finding> clock(String script) {
        return new ClockCheck(List.of("sh", "-c", script)).look();
    }
}
