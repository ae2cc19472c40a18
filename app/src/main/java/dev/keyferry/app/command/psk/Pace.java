package dev.keyferry.app.command.psk;

import java.time.Duration;

/**
 * Keeps acts so far apart, counted from the begin of one to the begin of the next. One thread's.
 */
final class Pace {
    private final Duration between;
    private final Timer timer;
    private long notBefore;
    private boolean isFirst = true;

    Pace(Duration between, Timer timer) {
        this.between = between;
        this.timer = timer;
    }

    /** A clock that nobody sets, and a way to wait. */
    interface Timer {
        Timer SYSTEM =
                new Timer() {
                    @Override
                    public long nanos() {
                        return System.nanoTime();
                    }

                    @Override
                    public void sleep(Duration time) throws InterruptedException {
                        Thread.sleep(time);
                    }
                };

        /** Like {@link System#nanoTime}. */
        long nanos();

        void sleep(Duration time) throws InterruptedException;
    }

    /** Waits until the next act may begin. */
    void await() throws InterruptedException {
        long left = isFirst ? 0 : notBefore - timer.nanos();
        if (left > 0) {
            timer.sleep(Duration.ofNanos(left));
        }
    }

    /**
     * Notes an act.
     *
     * @param began when, by the timer
     */
    void acted(long began) {
        isFirst = false;
        notBefore = began + between.toNanos();
    }

    long nanos() {
        return timer.nanos();
    }
}
