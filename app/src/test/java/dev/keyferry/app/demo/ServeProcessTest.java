package dev.keyferry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.app.api.ApiAddress;
import dev.keyferry.app.api.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeProcessTest {
    private static final int ENDED_BY_SIGTERM = 143;

    @TempDir private Path directory;

    @Test
    void isReadyPrivateAndAloneAndStopsInOrder() throws Exception {
        Path data = directory.resolve("data");
        ServeProcess first = start("first.log");
        String token = Files.readString(data.resolve("admin.token"));
        try (ApiClient api = new ApiClient(new ApiAddress(first.api(), token.strip()))) {
            assertThat(api.get("/accounts").result()).isEmpty();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(log("first.log"))
                .contains("wrote the administrator's token", data + "/admin.token")
                .doesNotContain(token.strip());

        assertThatThrownBy(() -> start("second.log"))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("error: ")
                .hasMessageContaining("in use by another process")
                .hasMessageContaining("hint: ");

        first.stop();
        assertThat(first.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
        ServeProcess third = start("third.log");
        third.stop();
        assertThat(Files.readString(data.resolve("admin.token"))).isEqualTo(token);
        assertThat(log("third.log")).doesNotContain("administrator", "ERROR");
    }

    /** There is no charon at that socket: the server works all the same. */
    private ServeProcess start(String log) throws InterruptedException {
        return ServeProcess.start(
                directory.resolve("data"),
                directory.resolve("charon.vici"),
                directory.resolve(log));
    }

    private String log(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }
}
