package dev.keyferry.bench.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long one kind of work took, each time it was done. Thread-safe. */
public final class Times {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram histogram = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
    private final List<Duration> inOrder = new ArrayList<>();

    public synchronized void add(Duration time) {
        histogram.recordValue(time.toNanos());
        inOrder.add(time);
    }

    public synchronized int count() {
        return inOrder.size();
    }

    public Duration median() {
        return percentile(50);
    }

    /**
     * The time within which that part of the work was done.
     *
     * @param percent 0 to 100
     */
    public Duration percentile(double percent) {
        if (count() == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        return Duration.ofNanos(histogram.getValueAtPercentile(percent));
    }

    /** The medians' quotient. */
    public double ratioTo(Times yardstick) {
        return (double) median().toNanos() / yardstick.median().toNanos();
    }

    /** Every time in milliseconds, in the order in which it was measured. */
    public synchronized String all() {
        return String.join(" ", inOrder.stream().map(Times::millis).toList());
    }

    /** A time in milliseconds with three significant digits or so, with its unit. */
    public static String text(Duration time) {
        return millis(time) + " ms";
    }

    private static String millis(Duration time) {
        double millis = time.toNanos() / NANOS_PER_MILLI;
        return String.format(Locale.ROOT, millis < 100 ? "%.2f" : "%.0f", millis);
    }
}
