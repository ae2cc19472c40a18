package dev.keyferry.lab.charon;

import dev.keyferry.lab.space.Host;
import dev.keyferry.lab.space.LabFailure;
import dev.keyferry.lab.space.LabRequirements;
import dev.keyferry.lab.space.LabUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The library that makes charon a client that skips its check of the gateway. */
final class ModifiedClient {
    private static final Duration COMPILE_DEADLINE = Duration.ofSeconds(30);
    private static final String SOURCE = "modified-client.c";

    /**
     * Compiles the library into the host's directory.
     *
     * @throws LabUnavailable if there is no C compiler
     */
    static Path compile(Host host) {
        LabRequirements compiler = LabRequirements.checkCompiler();
        if (!compiler.areMet()) {
            throw new LabUnavailable(compiler);
        }
        Path source = host.directory().resolve(SOURCE);
        Path library = host.directory().resolve("modified-client.so");
        try (InputStream in = ModifiedClient.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new LabFailure("the source " + SOURCE + " is not in the lab's jar");
            }
            Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Without the standard library nothing but the compiler itself must be installed.
        host.check(
                COMPILE_DEADLINE,
                List.of(
                        "cc",
                        "-shared",
                        "-fPIC",
                        "-nostdlib",
                        "-o",
                        library.toString(),
                        source.toString()));
        return library;
    }

    private ModifiedClient() {}
}
