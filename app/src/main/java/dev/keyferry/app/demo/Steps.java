package dev.keyferry.app.demo;

import dev.keyferry.app.Failure;
import dev.keyferry.lab.space.LabFailure;
import dev.keyferry.lab.space.LabUnavailable;
import dev.keyferry.vici.ViciException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs steps one after the other, prints a line for each and counts. Confined to one thread. */
final class Steps {
    /** What one step does; it fails by one of the exceptions that {@link Steps#run} knows. */
    interface Step {
        void run() throws InterruptedException;
    }

    /** A step that gives something. */
    interface Maker<T> {
        T make() throws InterruptedException;
    }

    private final PrintStream out;
    private final Interruption interruption;
    private int done;
    private int failed;

    /**
     * Steps of which none is done.
     *
     * @param interruption from whose begin on nothing is run or printed any more
     */
    Steps(PrintStream out, Interruption interruption) {
        this.out = out;
        this.interruption = interruption;
    }

    /** Runs a step and tells whether it showed what it says. */
    boolean run(String name, Step step) throws InterruptedException {
        boolean isDone = tried(name, step);
        holdIfInterrupted();
        return isDone;
    }

    private boolean tried(String name, Step step) throws InterruptedException {
        long start = System.nanoTime();
        try {
            step.run();
            holdIfInterrupted();
            done++;
            print("ok  ", name, start);
            return true;
        } catch (StepFailed
                | Failure
                | LabFailure
                | LabUnavailable
                | ViciException
                | UncheckedIOException e) {
            if (interruption.isBehindFailure()) {
                interruption.hold();
            }
            failed++;
            print("FAIL", name, start);
            out.println("     " + String.valueOf(e.getMessage()).replace("\n", "\n     "));
            return false;
        }
    }

    /** Runs a step that gives something; empty where it failed. */
    <T> Optional<T> make(String name, Maker<T> maker) throws InterruptedException {
        AtomicReference<@Nullable T> made = new AtomicReference<>();
        run(name, () -> made.set(maker.make()));
        return Optional.ofNullable(made.get());
    }

    boolean areAllDone() {
        return failed == 0;
    }

    String summary() {
        return "demo: " + done + " ok, " + failed + " failed";
    }

    private void holdIfInterrupted() throws InterruptedException {
        if (interruption.isBegun()) {
            interruption.hold();
        }
    }

    private void print(String outcome, String name, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.println(String.format(Locale.ROOT, "%s %s  (%.2f s)", outcome, name, seconds));
    }
}
