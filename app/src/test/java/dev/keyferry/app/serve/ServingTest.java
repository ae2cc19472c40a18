package dev.keyferry.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.app.Failure;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingTest {
    @TempDir private Path directory;

    @Test
    void aDatabaseThatIsNoneIsAFailureWithAHint() throws Exception {
        Path data = directory.resolve("data");
        ServeOptions options =
                new ServeOptions(
                        data,
                        ListenAddress.parse("127.0.0.1:0"),
                        Optional.empty(),
                        Settings.DEFAULT);
        Serving.start(options).close();
        Files.writeString(data.resolve("keyferry.db"), "no database".repeat(1_000));

        assertThatThrownBy(() -> Serving.start(options).close())
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure ->
                                assertThat(failure.report())
                                        .contains("the store cannot be opened", "keyferry.db"));
    }
}
