package dev.keyferry.lab.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.lab.space.LabRequirements.Places;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabRequirementsTest {
    @TempDir Path empty;

    @Test
    void namesEveryMissingPartWithItsPackage() {
        Places nowhere =
                new Places(
                        List.of(empty.toString()), List.of(empty.toString()), empty.resolve("tun"));

        LabRequirements requirements = LabRequirements.check(DataPath.ESP, nowhere);

        assertThat(requirements.areMet()).isFalse();
        assertThat(requirements.debianPackages())
                .contains(
                        "charon-systemd",
                        "strongswan-swanctl",
                        "libcharon-extra-plugins",
                        "libstrongswan-extra-plugins",
                        "libstrongswan-standard-plugins",
                        "iproute2",
                        "iputils-ping",
                        "util-linux");
        assertThat(requirements.explained())
                .contains("the program charon-systemd: install the package charon-systemd")
                .contains("strongSwan's plugin kernel-libipsec")
                .contains("tun (there is none)")
                .contains("apt-get install --no-install-recommends charon-systemd");
    }

    @Test
    void ikeAloneNeedsNeitherTunNorItsPlugin() {
        Places nowhere =
                new Places(
                        List.of(empty.toString()), List.of(empty.toString()), empty.resolve("tun"));

        LabRequirements requirements = LabRequirements.check(DataPath.IKE_ONLY, nowhere);

        assertThat(requirements.explained())
                .contains("the program charon-systemd")
                .doesNotContain("kernel-libipsec", "tun (");
    }

    @Test
    void tellsATunDeviceThatCannotBeOpened() {
        Places closed = new Places(Places.HERE.programs(), Places.HERE.plugins(), empty);

        LabRequirements requirements = LabRequirements.check(DataPath.ESP, closed);

        assertThat(requirements.missing()).hasSize(1);
        assertThat(requirements.missing().getFirst().what()).contains("this user cannot open it");
        assertThat(requirements.debianPackages()).isEmpty();
    }

    @Test
    void nothingIsMissingWhereTheTestsRun() {
        assertThat(LabRequirements.check(DataPath.IKE_ONLY).explained()).isEmpty();
        assertThat(LabRequirements.checkCompiler().explained()).isEmpty();
    }
}
