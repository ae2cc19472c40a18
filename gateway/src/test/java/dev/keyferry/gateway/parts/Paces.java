package dev.keyferry.gateway.parts;

import dev.keyferry.gateway.watch.Pacing;
import java.time.Duration;

/** Paces of an agent that shorten what a test would wait for. */
public final class Paces {
    /** Connections are checked often. */
    public static final Pacing WATCHFUL =
            pacing(Pacing.USUAL.silence(), Duration.ofMillis(300), Pacing.USUAL.checkTrust());

    /** A hanging charon is given up soon. */
    public static final Pacing IMPATIENT =
            pacing(Duration.ofSeconds(2), Pacing.USUAL.check(), Pacing.USUAL.checkTrust());

    /** Connections are checked often, and a check counts for two seconds. */
    public static final Pacing DISTRUSTFUL =
            pacing(Pacing.USUAL.silence(), Duration.ofMillis(300), Duration.ofSeconds(2));

    private Paces() {}

    private static Pacing pacing(Duration silence, Duration check, Duration checkTrust) {
        Pacing usual = Pacing.USUAL;
        return new Pacing(
                usual.connect(),
                usual.reconnect(),
                silence,
                usual.quiet(),
                usual.settle(),
                usual.prompt(),
                usual.listing(),
                check,
                usual.checkUnsafe(),
                checkTrust);
    }
}
