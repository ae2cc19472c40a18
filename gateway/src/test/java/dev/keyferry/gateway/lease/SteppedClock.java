package dev.keyferry.gateway.lease;

import java.time.Duration;
import java.time.Instant;

/** A machine's clocks in a test's hands. Thread-safe. */
public final class SteppedClock implements BootClock {
    private String boot = "1";
    private Duration up = Duration.ofMinutes(5);
    private Instant wall;

    public SteppedClock(Instant wall) {
        this.wall = wall;
    }

    @Override
    public synchronized Reading read() {
        return new Reading(boot, up, wall);
    }

    /** Time goes by. */
    public synchronized void pass(Duration time) {
        up = up.plus(time);
        wall = wall.plus(time);
    }

    /** Somebody sets the clock. */
    public synchronized void step(Duration by) {
        wall = wall.plus(by);
    }

    /** The machine starts anew, at once. */
    public synchronized void reboot() {
        boot += "1";
        up = Duration.ZERO;
    }
}
