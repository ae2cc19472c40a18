package dev.keyferry.app.doctor.host;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether something keeps this host's clock right. */
public final class ClockCheck implements Check {
    /** What the kernel knows, whichever program tells it: `yes` or `no`. */
    private static final List<String> ASK =
            List.of("timedatectl", "show", "--property=NTPSynchronized", "--value");

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MAX_ANSWER = 100;

    private static final String MEND = "have systemd-timesyncd, chrony or another keep the clock";

    private final List<String> ask;

    public ClockCheck() {
        this(ASK);
    }

    ClockCheck(List<String> ask) {
        this.ask = List.copyOf(ask);
    }

    @Override
    public List<Finding> look() {
        return List.of(
                switch (answer()) {
                    case "yes" -> Finding.ok(Subject.CLOCK, "the clock is synchronised");
                    case "no" -> Finding.warn(Subject.CLOCK, "the clock is not synchronised", MEND);
                    default ->
                            Finding.warn(
                                    Subject.CLOCK,
                                    "whether the clock is synchronised cannot be seen by"
                                            + " timedatectl",
                                    MEND);
                });
    }

    private String answer() {
        try {
            Process asked =
                    new ProcessBuilder(ask).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try {
                if (!asked.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return "";
                }
                byte[] said = asked.getInputStream().readNBytes(MAX_ANSWER);
                return new String(said, StandardCharsets.US_ASCII).strip();
            } finally {
                asked.destroyForcibly();
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
