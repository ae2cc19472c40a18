package dev.keyferry.app.demo;

import dev.keyferry.lab.space.DataPath;
import dev.keyferry.lab.space.LabRequirements;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Sees to it that this machine has what the lab needs. */
final class Requirements {
    private static final Duration INSTALLATION = Duration.ofMinutes(10);

    private Requirements() {}

    /**
     * Installs what is missing where this is root, without a daemon being started.
     *
     * @throws StepFailed with each thing that is missing and how to mend it
     */
    static void ensure() throws InterruptedException {
        Set<String> packages = LabRequirements.check(DataPath.ESP).debianPackages();
        if (!packages.isEmpty() && isRoot()) {
            install(packages);
        }
        LabRequirements found = LabRequirements.check(DataPath.ESP);
        StepFailed.unless(found.areMet(), found.explained());
    }

    private static void install(Set<String> packages) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-s", "--"));
        command.addAll(packages);
        try {
            Process installer =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try (InputStream script =
                            Objects.requireNonNull(
                                    Requirements.class.getResourceAsStream("install-packages"));
                    OutputStream stdin = installer.getOutputStream()) {
                script.transferTo(stdin);
            }
            if (!installer.waitFor(INSTALLATION.toSeconds(), TimeUnit.SECONDS)) {
                installer.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid
                    && uid == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
