package dev.keyferry.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows on this machine, step by step, that Keyferry does what it says. */
public final class Demo {
    /** What becomes of it after the last step. */
    public enum Ending {
        STOP,
        /** All of it stays up until this process is ended. */
        KEEP_RUNNING
    }

    /** How long the story may take to notice that it is over. */
    private static final Duration HOLDING = Duration.ofSeconds(5);

    private final PrintStream out;
    private final Interruption interruption = new Interruption();
    private final Steps steps;
    private final Path directory;
    private final Resources resources = new Resources();

    private Demo(PrintStream out, Path directory) {
        this.out = out;
        this.steps = new Steps(out, interruption);
        this.directory = directory;
    }

    /**
     * Runs all steps and prints a line for each; the last line is the summary.
     *
     * @return true if no step failed
     */
    public static boolean run(PrintStream out, Ending ending) throws InterruptedException {
        return new Demo(out, temporaryDirectory()).run(ending);
    }

    private boolean run(Ending ending) throws InterruptedException {
        // The lab and the server end with this process in any case; this removes the files too.
        Thread cleaning = new Thread(this::endInterrupted, "demo-end");
        Runtime.getRuntime().addShutdownHook(cleaning);
        Optional<Scene> scene = show();
        if (!steps.areAllDone() && isUsed()) {
            out.println("     logs are in " + directory);
        }
        scene.filter(running -> ending == Ending.KEEP_RUNNING)
                .ifPresent(running -> new Guide(running).print(out));
        out.println(steps.summary());
        if (scene.isPresent() && ending == Ending.KEEP_RUNNING) {
            interruption.hold();
        }
        cleanUp();
        try {
            Runtime.getRuntime().removeShutdownHook(cleaning);
        } catch (IllegalStateException interrupted) {
            interruption.hold();
        }
        return steps.areAllDone();
    }

    private Optional<Scene> show() throws InterruptedException {
        if (!steps.run("strongSwan, ip and ping are on this machine", Requirements::ensure)) {
            return Optional.empty();
        }
        Optional<Scene> scene =
                steps.make(
                        "a server, a gateway's charon and three routers' are up",
                        () -> Scene.open(directory, resources));
        if (scene.isPresent()) {
            Optional<Sites> sites =
                    steps.make(
                            "an account and two tunnels are made by the API",
                            () -> Sites.create(scene.get()));
            if (sites.isPresent()) {
                new Story(scene.get(), sites.get()).tell(steps);
            }
        }
        return scene;
    }

    /** There is nothing to be read in the files of what somebody broke off. */
    private void endInterrupted() {
        interruption.begin();
        resources.close();
        interruption.awaitHeld(HOLDING);
        delete(directory);
    }

    private void cleanUp() {
        resources.close();
        if (steps.areAllDone() || !isUsed()) {
            delete(directory);
        }
    }

    private boolean isUsed() {
        return Files.exists(directory.resolve(Scene.LAB));
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("keyferry-demo-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
