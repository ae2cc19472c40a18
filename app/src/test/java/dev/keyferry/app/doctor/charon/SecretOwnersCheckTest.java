package dev.keyferry.app.doctor.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Findings;
import dev.keyferry.app.doctor.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    void aDirectoryWithoutSwanctlConfWasPerhapsNotMeant() {
        Findings.assertOnly(look(), Level.WARN, "there is no swanctl.conf in " + swanctl);
    }

    @Test
    void theOlderFilesBesideAreReadAsWell() throws IOException {
        write("ipsec.conf", "config setup\n");
        write("ipsec.secrets", "one.example : PSK \"Marker-b7Qw\"\n: PSK \"Marker-b7Qw\"\n");
        Findings.assertOnly(look(), Level.FAIL, "ipsec.secrets:2");
    }

    @Test
    void aSecretThatNamesTheGatewayOrTwoPeersFailsWhereItStands() throws IOException {
        write(
                "swanctl/swanctl.conf",
                """
                connections { a { local { id = gw.example
                  auth = psk } } }
                secrets {
                  ike-one { id = one.example
                    secret = Marker-b7Qw }
                  ike-gateway { id-1 = GW.example
                    id-2 = one.example
                    secret = Marker-b7Qw }
                  ike-two { id-1 = one.example
                    id-2 = two.example
                    secret = Marker-b7Qw }
                  ike-same { id-1 = one.example
                    id-2 = ONE.example
                    secret = Marker-b7Qw }
                }
                """);
        assertThat(look())
                .extracting(Finding::seen)
                .satisfiesExactly(
                        seen ->
                                assertThat(seen)
                                        .contains("swanctl.conf:6", "names the gateway itself"),
                        seen -> assertThat(seen).contains("swanctl.conf:9", "each of 2"));
    }

    @Test
    void theOlderFilesSayWhoTheGatewayIs() throws IOException {
        write(
                "ipsec.conf",
                "conn a\n auto=add\n authby=secret\n leftid=@gw\n right=198.51.100.7\n");
        write("ipsec.secrets", "198.51.100.7 : PSK \"k\"\n@gw 198.51.100.7 : PSK \"k\"\n");
        Findings.assertOnly(look(), Level.FAIL, "ipsec.secrets:2", "the gateway itself");
    }

    @Test
    void manyFindingsEndWithHowManyMoreThereAre() throws IOException {
        write(
                "swanctl/swanctl.conf",
                IntStream.range(0, Finding.MAX_TOLD + 3)
                        .mapToObj(i -> "secrets { ike-" + i + " { secret = Marker-b7Qw\n} }\n")
                        .collect(Collectors.joining()));
        assertThat(look()).hasSize(Finding.MAX_TOLD + 1);
        assertThat(look().getLast())
                .matches(last -> last.level() == Level.FAIL)
                .extracting(Finding::seen)
                .isEqualTo("3 more like these");
    }

    @Test
    void secretsThatNameTheirPeersAreWellAndBrokenFilesAreNotTakenForGood() throws IOException {
        write("swanctl/swanctl.conf", "include conf.d/*.conf\n");
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
