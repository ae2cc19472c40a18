package dev.keyferry.app.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A copy of the launcher among sources that need no compiling: its Maven and its JDKs are scripts
 * that tell how they were called.
 */
final class Checkout {
    record Result(int exit, String out, String err) {}

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final int RUN_SECONDS = 60;

    private final Path directory;

    Checkout(Path directory) {
        this.directory = directory;
        copy("keyferry");
        copy("scripts/jdk.sh");
        copy("scripts/dist.sh");
        for (String module : List.of("vici", "feed", "lab", "server", "gateway", "app")) {
            write("root/" + module + "/pom.xml", "");
            write("root/" + module + "/src/main/A.java", "");
        }
        write("root/pom.xml", "");
        program(
                "bin/mvn",
                """
                echo "$JAVA_HOME" >>"%1$s"
                [ ! -e "%2$s" ] || exit 1
                mkdir -p "%3$s/app/target/lib"
                : >"%3$s/app/target/lib/library.jar"
                : >"%3$s/app/target/keyferry-app-1.jar"
                """
                        .formatted(builds(), directory.resolve("fail"), root()));
        jdk("jdk-25", "25.0.3");
    }

    Path root() {
        return directory.resolve("root");
    }

    Path launcher() {
        return root().resolve("keyferry");
    }

    Path builds() {
        return directory.resolve("builds");
    }

    /** How often Maven was called. */
    int buildCount() {
        try {
            return Files.exists(builds()) ? Files.readAllLines(builds()).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void failBuilds() {
        write("fail", "");
    }

    /** A JDK of that version, which prints its own name and its arguments and ends with 7. */
    Path jdk(String name, String version) {
        write(name + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(name + "/bin/javac", "");
        program(name + "/bin/java", "echo " + name + " \"$@\"; exit 7\n");
        return directory.resolve(name);
    }

    void makeNewer(Path file) throws IOException {
        Path built = root().resolve("target/dist/app/current/built");
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(Files.getLastModifiedTime(built).toMillis() + 1_000));
    }

    Result run(String... command) {
        return run(Map.of("JAVA_HOME", directory.resolve("jdk-25").toString()), command);
    }

    Result run(Map<String, String> environment, String... command) {
        return await(start(environment, command));
    }

    Process start(Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_"));
        builder.environment().put("PATH", directory.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("HOME", directory.toString());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result await(Process process) {
        try {
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
            if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running");
            }
            return new Result(process.exitValue(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void copy(String file) {
        Path target = root().resolve(file);
        try {
            Files.createDirectories(target.getParent());
            Files.copy(REPOSITORY.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String file, String text) {
        Path path = directory.resolve(file);
        try {
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void program(String file, String script) {
        try {
            Files.setPosixFilePermissions(
                    write(file, "#!/bin/sh\n" + script),
                    PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
