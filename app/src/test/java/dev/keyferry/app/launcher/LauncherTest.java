package dev.keyferry.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.launcher.Checkout.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir private Path directory;
    private Checkout checkout;

    @BeforeEach
    void copyTheLauncher() {
        checkout = new Checkout(directory);
    }

    @Test
    void buildsOnceAndHandsOnArgumentsAndExitCode() {
        String launcher = checkout.launcher().toString();
        Result first = checkout.run(launcher, "psk", "a b");
        Result second = checkout.run(launcher, "tunnel");
        assertThat(first.exit()).isEqualTo(7);
        assertThat(first.err()).contains("building");
        assertThat(first.out()).startsWith("jdk-25 ").endsWith(".Keyferry psk a b\n");
        assertThat(second.err()).isEmpty();
        assertThat(checkout.buildCount()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhereASourceIsNewerOrGone() throws IOException {
        String launcher = checkout.launcher().toString();
        checkout.run(launcher);
        checkout.makeNewer(checkout.root().resolve("server/src/main/A.java"));
        checkout.run(launcher);
        assertThat(checkout.buildCount()).isEqualTo(2);
        Path sources = checkout.root().resolve("feed/src/main");
        Files.delete(sources.resolve("A.java"));
        checkout.makeNewer(sources);
        checkout.run(launcher);
        assertThat(checkout.buildCount()).isEqualTo(3);
    }

    @Test
    void ofTwoFirstRunsOneBuilds() {
        Map<String, String> environment =
                Map.of("JAVA_HOME", directory.resolve("jdk-25").toString());
        List<Process> runs =
                Stream.generate(() -> checkout.start(environment, checkout.launcher().toString()))
                        .limit(4)
                        .toList();
        assertThat(runs).allSatisfy(run -> assertThat(Checkout.await(run).exit()).isEqualTo(7));
        assertThat(checkout.buildCount()).isEqualTo(1);
    }

    @Test
    void worksThroughASymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("bin/kf"), checkout.launcher());
        assertThat(checkout.run(link.toString()).exit()).isEqualTo(7);
    }

    @Test
    void aRunningServerKeepsItsJars() throws IOException {
        String launcher = checkout.launcher().toString();
        String classPath = classPath(checkout.run(launcher));
        checkout.makeNewer(checkout.root().resolve("pom.xml"));
        assertThat(classPath(checkout.run(launcher))).isNotEqualTo(classPath);
        assertThat(Path.of(classPath.replace("*", "library.jar"))).exists();
    }

    @Test
    void aFailedBuildIsNotTakenForAnAnswer() {
        checkout.failBuilds();
        Result result = checkout.run(checkout.launcher().toString());
        assertThat(result.exit()).isEqualTo(127);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("error: the build failed", "hint: ");
    }

    private static String classPath(Result result) {
        List<String> arguments = List.of(result.out().split(" "));
        return arguments.get(arguments.indexOf("-cp") + 1);
    }
}
