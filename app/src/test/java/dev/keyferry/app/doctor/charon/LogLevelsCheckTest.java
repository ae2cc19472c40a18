package dev.keyferry.app.doctor.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Findings;
import dev.keyferry.app.doctor.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLevelsCheckTest {
    @TempDir private Path directory;

    @Test
    void findsLevelsWhereverTheyStand() throws IOException {
        write("strongswan.conf", "charon { journal { cfg=3 } } # cfg = 4\n");
        assertThat(level()).isEqualTo(Level.OK);

        write("strongswan.conf", "charon {\n journal { ike = 1 cfg=4 }\n}\n");
        Findings.assertOnly(check().look(), Level.FAIL, "strongswan.conf:2", "cfg = 4");

        write("strongswan.conf", "include strongswan.d/*.conf\n");
        write("strongswan.d/charon-logging.conf", "charon {\n filelog { a { default = 4 } }\n}\n");
        Findings.assertOnly(check().look(), Level.FAIL, "charon-logging.conf:2", "default = 4");
    }

    @Test
    void otherNumbersAreNoLevels() throws IOException {
        write(
                "strongswan.conf",
                "charon { threads = 64 retransmit_tries = 5 mycfg = 4 port = 4500 }\n");
        assertThat(level()).isEqualTo(Level.OK);
    }

    @Test
    void settingsThatAreNotThereAreNotTakenForGood() {
        Findings.assertOnly(check().look(), Level.WARN, "cannot be read");
    }

    @Test
    void whatCannotBeReadIsNotTakenForGood() throws IOException {
        write("strongswan.conf", "charon { cfg = 1 }\n");
        Path loop = directory.resolve("strongswan.d/loop.conf");
        write("strongswan.d/a.conf", "charon { filelog { a { cfg = 4 } } }\n");
        Files.createSymbolicLink(loop, loop);
        assertThat(check().look())
                .extracting(Finding::level)
                .containsExactly(Level.FAIL, Level.WARN);
        Files.delete(directory.resolve("strongswan.d/a.conf"));
        Findings.assertOnly(check().look(), Level.WARN, "loop.conf cannot be read");
    }

    @Test
    void directoriesThatAreTooDeepAndFilesThatAreTooManyAreNotTakenForGood() throws IOException {
        write("strongswan.conf", "\n");
        write("strongswan.d/1/2/3/4/a.conf", "charon { cfg = 4 }\n");
        Findings.assertOnly(check().look(), Level.WARN, "strongswan.d/1/2/3/4 cannot be read");

        Files.delete(directory.resolve("strongswan.d/1/2/3/4/a.conf"));
        Files.delete(directory.resolve("strongswan.d/1/2/3/4"));
        for (int i = 0; i <= SettingFiles.MAX_FILES; i++) {
            write("strongswan.d/" + i + ".conf", "");
        }
        Findings.assertOnly(check().look(), Level.WARN, "not all seen");
    }

    @Test
    void theOlderStartersLevelsCountAsWell() throws IOException {
        write("strongswan.conf", "\n");
        write(
                "ipsec.conf",
                "config setup\n  charondebug = \"ike 2, cfg 3\"\n# charondebug = cfg 4\n");
        assertThat(level()).isEqualTo(Level.OK);
        write("ipsec.conf", "config setup\n  charondebug=\"ike 2, cfg 4\"\n");
        Findings.assertOnly(check().look(), Level.FAIL, "ipsec.conf:2", "cfg = 4");
        Files.delete(directory.resolve("ipsec.conf"));
        Files.createDirectory(directory.resolve("ipsec.conf"));
        Findings.assertOnly(check().look(), Level.WARN, "ipsec.conf cannot be read");
    }

    private Level level() {
        return check().look().stream().map(Finding::level).findFirst().orElseThrow();
    }

    private LogLevelsCheck check() {
        return new LogLevelsCheck(directory.resolve("strongswan.conf"));
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
