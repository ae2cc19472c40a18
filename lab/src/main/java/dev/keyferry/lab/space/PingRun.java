package dev.keyferry.lab.space;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A ping(8) that goes on until it is stopped. Thread-safe. */
public final class PingRun implements AutoCloseable {
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final int SUMMARY_BYTES = 2_048;
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Job job;

    static PingRun start(Host from, String destination, Duration interval) {
        Path output = from.directory().resolve("ping-" + RUNS.incrementAndGet() + ".out");
        return new PingRun(
                from.start(command(from.protectedAddress(), destination, interval), output));
    }

    /** Asks for the end and tells how it went; asking again gives the same answer. */
    public PingCount stop() {
        job.signal(Signal.INT);
        if (job.awaitExit(GRACE).isEmpty()) {
            throw new LabFailure("ping did not stop within " + GRACE);
        }
        return PingCount.parseInterrupted(job.outputTail(SUMMARY_BYTES));
    }

    @Override
    public void close() {
        job.signal(Signal.KILL);
    }

    static List<String> command(String from, String destination, Duration interval) {
        String seconds = String.format(Locale.ROOT, "%.3f", interval.toMillis() / 1000.0);
        return List.of("ping", "-n", "-W", "1", "-i", seconds, "-I", from, destination);
    }

    private PingRun(Job job) {
        this.job = job;
    }
}
