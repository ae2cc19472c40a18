package dev.keyferry.app.command.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void writesCountRateAndRestOverTheFormerLine() {
        ProgressLine line = line(true);
        line.show(0, 8_000, 2_000);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
        line.show(1_000, 8_000, 2_000);
        line.show(8_000, 8_000, 2_000);
        line.clear();
        String last = "10,000 of 10,000   4,000/s   0 s left";
        assertThat(text())
                .isEqualTo(
                        "\r2,000 of 10,000"
                                + "\r3,000 of 10,000   500/s   14 s left"
                                + "\r"
                                + last
                                + "\r"
                                + " ".repeat(last.length())
                                + "\r");
    }

    @Test
    void writesNothingWhereNobodySits() {
        ProgressLine line = line(false);
        line.show(1, 2, 0);
        line.clear();
        assertThat(text()).isEmpty();
    }

    private ProgressLine line(boolean isShown) {
        return new ProgressLine(new PrintStream(written, true, UTF_8), isShown, clock::get);
    }

    private String text() {
        return written.toString(UTF_8);
    }
}
