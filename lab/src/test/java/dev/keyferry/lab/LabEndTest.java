package dev.keyferry.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.space.DataPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends a lab, nothing of it is left. */
class LabEndTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir Path directory;

    @Test
    void closeLeavesFilesAlone() throws Exception {
        List<String> before = Traces.ofTheMachine();
        Traces traces;
        try (Lab lab = Lab.open(DataPath.ESP, directory)) {
            lab.addGateway("gw").charon().pause();
            lab.addRouter("router", CharonOptions.stock());
            traces = Traces.of(ProcessHandle.current());
            assertThat(traces.charons()).hasSize(2);
            assertThat(traces.namespaces()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(traces.areGone()).isFalse();
            assertThat(Traces.ofTheMachine()).isEqualTo(before);
        }

        assertThat(traces.areGone()).isTrue();
        assertThat(Traces.ofTheMachine()).isEqualTo(before);
        assertThat(directory.resolve("gw/charon.log")).exists();
        assertThat(directory.resolve("ns")).isEmptyDirectory();
    }

    @Test
    void killedProgramLeavesNothing() throws Exception {
        LabProgram program = new LabProgram(directory);
        Process process = program.start("ESP");
        assertThat(LabProgram.line(process)).isEqualTo("up with 5 of 5 answers");
        Traces traces = Traces.of(process.toHandle());
        assertThat(traces.charons()).hasSize(2);
        assertThat(files(program.home())).hasSize(1);

        process.destroyForcibly();

        await().atMost(SOON).until(traces::areGone);
        assertThat(files(program.home())).isEmpty();
    }

    @Test
    void programThatEndsWithoutCloseLeavesNothing() throws Exception {
        LabProgram program = new LabProgram(directory);
        Process process = program.start("ESP");
        assertThat(LabProgram.line(process)).startsWith("up");
        Traces traces = Traces.of(process.toHandle());

        // SIGTERM: the JVM halts where it stands, only shutdown hooks run.
        process.destroy();

        await().atMost(SOON).until(traces::areGone);
        assertThat(files(program.home())).isEmpty();
    }

    private static List<Path> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("lab-")).toList();
        }
    }
}
