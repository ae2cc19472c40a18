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
