package dev.keyferry.app.doctor.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Findings;
import dev.keyferry.app.doctor.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretOwnersCheckTest {
    @TempDir private Path root;
    private Path swanctl;

    @BeforeEach
    void makeDirectory() throws IOException {
        swanctl = Files.createDirectory(root.resolve("swanctl"));
    }

    @Test
    void aSecretWithoutAnOwnerOrWithAPatternFailsWhereItStands() throws IOException {
        write(
                "swanctl/swanctl.conf",
                """
                secrets {
                  ike-one { id = one.example
                    secret = Marker-b7Qw }
                  ike-all { secret = Marker-b7Qw }
                  ike-any { id = %any
                    secret = Marker-b7Qw }
                  ike-pattern { id = "*.example"
                    secret = Marker-b7Qw }
                }
                """);
        List<Finding> seen = look();
        assertThat(seen).hasSize(3).allMatch(finding -> finding.level() == Level.FAIL);
        assertThat(seen.getFirst().seen()).contains("swanctl.conf:4");
        assertThat(seen.toString()).doesNotContain("Marker");
    }

    @Test
    void theOlderFilesBesideAreReadAsWell() throws IOException {
        write("ipsec.conf", "config setup\n");
        write("ipsec.secrets", "one.example : PSK \"Marker-b7Qw\"\n: PSK \"Marker-b7Qw\"\n");
        Findings.assertOnly(look(), Level.FAIL, "ipsec.secrets:2");
    }

    @Test
    void secretsThatNameTheirPeersAreWellAndBrokenFilesAreNotTakenForGood() throws IOException {
        Findings.assertOnly(look(), Level.OK, "each of the 0 secrets");
        write(
                "swanctl/swanctl.conf",
                "secrets { ike-1 { id = a.example\n secret = Marker-b7Qw } }\n");
        Findings.assertOnly(look(), Level.OK, "each of the 1 secrets");
        write("swanctl/swanctl.conf", "secrets { ike-1 {\n");
        Findings.assertOnly(look(), Level.WARN, "swanctl.conf");
    }

    private List<Finding> look() {
        return new SecretOwnersCheck(swanctl).look();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }
}
