package dev.keyferry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void everyStepShowsWhatItSays() throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean isShown =
                Demo.run(new PrintStream(out, true, StandardCharsets.UTF_8), Demo.Ending.STOP);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).noneMatch(line -> line.startsWith("FAIL"));
        long done = lines.stream().filter(line -> line.startsWith("ok   ")).count();
        assertThat(done).isGreaterThanOrEqualTo(15);
        assertThat(lines.getLast()).isEqualTo("demo: " + done + " ok, 0 failed");
        assertThat(isShown).isTrue();
    }
}
