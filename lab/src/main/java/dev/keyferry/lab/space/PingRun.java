package dev.keyferry.lab.space;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** A ping(8) that goes on until it is stopped. Confined to one thread. */
public final class PingRun implements AutoCloseable {
    /** How late an answer may come; on a loaded machine a process can stand still for long. */
    static final Duration LATE = Duration.ofSeconds(1);

    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(5);
    private static final int LAST_LINES_BYTES = 4_096;
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Job job;
    private final Duration patience;

    static PingRun start(Host from, String destination, Duration interval) {
        Path output = from.directory().resolve("ping-" + RUNS.incrementAndGet() + ".out");
        List<String> command = command(from.protectedAddress(), destination, interval);
        return new PingRun(from.start(command, output), LATE.plus(interval));
    }

    /**
     * Ends it and tells how it went. What was sent last and is still on its way is not counted,
     * unless no answer comes any more. To be asked once.
     */
    public PingCount stop() {
        boolean isAnswered = awaitAnswer();
        job.signal(Signal.INT);
        if (job.awaitExit(GRACE).isEmpty()) {
            throw new LabFailure("ping did not stop within " + GRACE);
        }
        return isAnswered ? PingCount.ofTheAnswered(lastLines()) : PingCount.ofAll(lastLines());
    }

    @Override
    public void close() {
        job.signal(Signal.KILL);
    }

    static List<String> command(String from, String destination, Duration interval) {
        String seconds = String.format(Locale.ROOT, "%.3f", interval.toMillis() / 1000.0);
        return List.of("ping", "-n", "-i", seconds, "-I", from, destination);
    }

    private PingRun(Job job, Duration patience) {
        this.job = job;
        this.patience = patience;
    }

    private boolean awaitAnswer() {
        OptionalInt before = PingCount.lastAnswer(lastLines());
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline && job.awaitExit(POLL).isEmpty()) {
            if (!PingCount.lastAnswer(lastLines()).equals(before)) {
                return true;
            }
        }
        return false;
    }

    private String lastLines() {
        return job.outputTail(LAST_LINES_BYTES);
    }
}
