package dev.keyferry.lab.charon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.lab.space.AtEnd;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.lab.space.Host;
import dev.keyferry.lab.space.LabFailure;
import dev.keyferry.lab.space.LabNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharonTest {
    @TempDir Path directory;

    @Test
    void charonThatCannotStartTellsWhy() {
        try (LabNetwork network = LabNetwork.open(directory, AtEnd.KEEP_FILES)) {
            CharonOptions unknown = CharonOptions.stock().withPlugins("no-such-plugin");
            Charon charon = new Charon(network.addHost("gw"), DataPath.IKE_ONLY, unknown);

            assertThatThrownBy(charon::start)
                    .isInstanceOf(LabFailure.class)
                    .hasMessageContaining("no-such-plugin");
            assertThat(charon.isRunning()).isFalse();
        }
    }

    @Test
    void socketPathsMayBeAsLongAsTheKernelAllows() throws Exception {
        int socketPart = "/gw/charon.vici".length();
        Path longest = directoryOfLength(Charon.MAX_SOCKET_PATH_BYTES - socketPart);
        try (LabNetwork network = LabNetwork.open(longest, AtEnd.KEEP_FILES)) {
            Charon charon =
                    new Charon(network.addHost("gw"), DataPath.IKE_ONLY, CharonOptions.stock());
            charon.start();
            assertThat(charon.client().version()).isNotEmpty();

            Host tooLong = network.addHost("gww");
            assertThatThrownBy(() -> new Charon(tooLong, DataPath.IKE_ONLY, CharonOptions.stock()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("too long");
        }
    }

    @Test
    void logLevelsAndPluginsAreCharons() {
        try (LabNetwork network = LabNetwork.open(directory, AtEnd.KEEP_FILES)) {
            CharonOptions options =
                    CharonOptions.stock()
                            .withPlugins("eap-identity")
                            .withLogLevel("default", 0)
                            .withLogLevel("lib", 1);
            Charon charon = new Charon(network.addHost("gw"), DataPath.IKE_ONLY, options);
            charon.start();

            assertThat(charon.log().tail()).contains("eap-identity").doesNotContain("[JOB]");
        }
    }

    private Path directoryOfLength(int bytes) throws Exception {
        String name = "d".repeat(bytes - directory.toString().length() - 1);
        return Files.createDirectory(directory.resolve(name));
    }
}
