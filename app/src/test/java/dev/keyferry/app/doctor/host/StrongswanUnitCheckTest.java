package dev.keyferry.app.doctor.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.doctor.Findings;
import dev.keyferry.app.doctor.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit of the strongSwan that is installed here, with and without what we ship. */
class StrongswanUnitCheckTest {
    private static final Path INSTALLED = Path.of("/lib/systemd/system/strongswan.service");
    private static final Path DROP_IN =
            Path.of("..", "systemd", "strongswan.service.d", "keyferry.conf");
    private static final String ETC = "etc/systemd/system/strongswan.service";

    @TempDir private Path root;

    @Test
    void theDistributionsUnitTakesKeysAwayUntilOurDropInIsThere() throws IOException {
        copy(INSTALLED, "lib/systemd/system/strongswan.service");
        assertSeen(Level.WARN, "at each reload");

        copy(DROP_IN, ETC + ".d/keyferry.conf");
        assertSeen(Level.OK, "leaves the agent's keys alone");
    }

    @Test
    void aDropInThatComesLaterCountsMore() throws IOException {
        copy(INSTALLED, "usr/lib/systemd/system/strongswan.service");
        copy(DROP_IN, ETC + ".d/keyferry.conf");
        write(
                ETC + ".d/zz-own.conf",
                "[Service]\nExecReload=/usr/sbin/swanctl \\\n  --load-creds\n");
        assertSeen(Level.WARN, "at each reload");
    }

    @Test
    void anAdministratorsUnitStandsInThePlaceOfTheDistributions() throws IOException {
        copy(INSTALLED, "lib/systemd/system/strongswan.service");
        write(
                ETC,
                "[Service]\n#ExecReload=swanctl --load-all\nExecStart=/usr/sbin/charon-systemd\n");
        assertSeen(Level.OK);
        write(ETC, "[Service]\nExecStartPost=/usr/sbin/swanctl --load-all\n");
        assertSeen(Level.WARN, "at each start");
    }

    @Test
    void theDropInIsCopiedForTheUnitThatThereIs() throws IOException {
        copy(INSTALLED, "lib/systemd/system/strongswan-swanctl.service");
        assertThat(new StrongswanUnitCheck(new HostFiles(root)).look().getFirst().mend())
                .contains("install -D ", " -t /etc/systemd/system/strongswan-swanctl.service.d ")
                .contains(" systemd/strongswan.service.d/keyferry.conf ", "in the clone");
        String packaged = "usr/share/keyferry/strongswan.service.d/keyferry.conf";
        copy(DROP_IN, packaged);
        assertThat(new StrongswanUnitCheck(new HostFiles(root)).look().getFirst().mend())
                .contains(" /" + packaged + " ")
                .doesNotContain("clone");
        copy(DROP_IN, "etc/systemd/system/strongswan-swanctl.service.d/keyferry.conf");
        assertSeen(Level.OK, "strongswan-swanctl.service leaves");
    }

    @Test
    void aHostWithoutTheUnitIsWell() {
        assertSeen(Level.OK, "there is no unit");
    }

    private void assertSeen(Level level, String... words) {
        Findings.assertOnly(new StrongswanUnitCheck(new HostFiles(root)).look(), level, words);
    }

    private void copy(Path from, String to) throws IOException {
        write(to, Files.readString(from));
    }

    private void write(String to, String text) throws IOException {
        Path file = root.resolve(to);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
