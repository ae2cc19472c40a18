package dev.keyferry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.lab.space.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drop-in for strongSwan's unit, its commands run on a real charon. */
class StrongswanUnitTest {
    private static final Path DROP_IN =
            Path.of("..", "systemd", "strongswan.service.d", "keyferry.conf");
    private static final String SWANCTL = "/usr/sbin/swanctl ";
    private static final TestTunnel TUNNEL = TestTunnel.of(1);

    private final GatewayLab lab = new GatewayLab();

    @TempDir Path files;

    @BeforeEach
    void writeOperatorsFiles() throws IOException {
        Files.writeString(
                files.resolve("swanctl.conf"),
                """
                connections {
                  own {
                    version = 2
                    local { auth = psk
                      id = gw.example }
                    remote { auth = psk
                      id = keyid:own }
                  }
                }
                secrets { ike-own {
                  id = keyid:own
                  secret = "of the operator's own"
                } }
                """);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void startingLoadsTheOperatorsConnectionsAndSecrets() throws IOException {
        run("ExecStartPost");

        assertThat(lab.secretIds()).containsExactly("ike-own");
        assertThat(connections()).contains("own: IKEv2");
    }

    @Test
    void reloadingLoadsConnectionsAndLeavesLoadedKeysAlone() throws IOException {
        lab.startAgent();
        lab.awaitCovered(lab.setKey(TUNNEL, 1, "of a tunnel"));
        lab.stopAgent();

        run("ExecReload");

        assertThat(lab.secretIds()).containsExactly(lab.secretId(TUNNEL));
        assertThat(connections()).contains("own: IKEv2");
    }

    @Test
    void theDistributionsOwnCommandsGoFirst() throws IOException {
        for (String setting : List.of("ExecStartPost", "ExecReload")) {
            // An empty value is what forgets the lines of the unit itself.
            assertThat(values(setting).getFirst()).isEmpty();
            assertThat(values(setting)).noneMatch(value -> value.contains("--load-all"));
        }
    }

    private String connections() {
        return lab.gateway.charon().swanctl(files, "--list-conns").output();
    }

    private void run(String setting) throws IOException {
        for (String value : values(setting).stream().filter(v -> !v.isEmpty()).toList()) {
            assertThat(value).startsWith(SWANCTL);
            CommandResult result =
                    lab.gateway
                            .charon()
                            .swanctl(files, value.substring(SWANCTL.length()).split(" ", -1));
            assertThat(result.isSuccess()).as(value + ": " + result.output()).isTrue();
        }
    }

    private static List<String> values(String setting) throws IOException {
        return Files.readAllLines(DROP_IN).stream()
                .filter(line -> line.startsWith(setting + "="))
                .map(line -> line.substring(setting.length() + 1))
                .toList();
    }
}
