package dev.keyferry.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.launcher.Checkout.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkSearchTest {
    @TempDir private Path directory;
    private Checkout checkout;

    @BeforeEach
    void copyTheScript() {
        checkout = new Checkout(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.3", "26-ea", "100"})
    void takesJavaHomeOfVersion25AndLater(String version) {
        Path home = checkout.jdk("home", version);
        assertThat(find(Map.of("JAVA_HOME", home.toString()))).isEqualTo(home.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"24.0.2", "1.8.0_402", "17"})
    void takesTheJavaOnPathWhereJavaHomeIsOlder(String version) throws IOException {
        Path home = checkout.jdk("home", version);
        Path onPath = checkout.jdk("on-path", "25.0.1");
        Files.createSymbolicLink(directory.resolve("bin/java"), onPath.resolve("bin/java"));
        assertThat(find(Map.of("JAVA_HOME", home.toString()))).isEqualTo(onPath.toString());
    }

    @Test
    void takesOneOfSdkmanLast() throws IOException {
        withOnlyVersionsFrom(99);
        Path jdk = checkout.jdk("sdkman/candidates/java/99.0.1-tem", "99.0.1");
        assertThat(find(Map.of("SDKMAN_DIR", directory.resolve("sdkman").toString())))
                .isEqualTo(jdk.toString());
    }

    @Test
    void saysWhereItLookedAndWhatToInstall() throws IOException {
        withOnlyVersionsFrom(99);
        Result result = run(Map.of());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("error: no JDK 99", "/usr/lib/jvm", "hint: install");
    }

    /** The JDKs of this machine are in the places that are searched; none is of such a version. */
    private void withOnlyVersionsFrom(int version) throws IOException {
        Path script = checkout.root().resolve("scripts/jdk.sh");
        Files.writeString(
                script,
                Files.readString(script).replace("KEYFERRY_JAVA=25", "KEYFERRY_JAVA=" + version));
    }

    private String find(Map<String, String> environment) {
        return run(environment).out();
    }

    private Result run(Map<String, String> environment) {
        return checkout.run(
                environment,
                "bash",
                "-c",
                "source root/scripts/jdk.sh; find_jdk && printf %s \"$JDK\"");
    }
}
